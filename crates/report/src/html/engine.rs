//! The page templates, compiled into the program.

use minijinja::{Environment, Error, UndefinedBehavior};

/// A page that can be rendered.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Page {
    Class,
    Candidate,
    Explanation,
    Rulings,
    Items,
    Summary,
}

/// Templates with escaping by name: `.html` is escaped everywhere, the style sheet goes in as it is.
pub(crate) fn environment() -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let templates = [
        ("layout.html", include_str!("../../../../templates/reports/layout.html")),
        ("class.html", include_str!("../../../../templates/reports/class.html")),
        ("candidate.html", include_str!("../../../../templates/reports/candidate.html")),
        ("explanation.html", include_str!("../../../../templates/reports/explanation.html")),
        ("explanation.css", include_str!("../../../../templates/reports/explanation.css")),
        ("rulings.html", include_str!("../../../../templates/reports/rulings.html")),
        ("items.html", include_str!("../../../../templates/reports/items.html")),
        ("summary.html", include_str!("../../../../templates/reports/summary.html")),
        ("items.css", include_str!("../../../../templates/reports/items.css")),
        ("report.css", include_str!("../../../../templates/reports/report.css")),
    ];
    for (name, source) in templates {
        environment.add_template(name, source)?;
    }
    Ok(environment)
}

impl Page {
    /// The name of its template.
    pub(crate) const fn template(self) -> &'static str {
        match self {
            Self::Class => "class.html",
            Self::Candidate => "candidate.html",
            Self::Explanation => "explanation.html",
            Self::Rulings => "rulings.html",
            Self::Items => "items.html",
            Self::Summary => "summary.html",
        }
    }
}
