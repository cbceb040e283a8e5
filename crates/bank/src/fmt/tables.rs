//! Walks through a document and tidies every table, field and value.

use super::layout::{self, Blank};
use super::{WIDTH, list, order, text};
use toml_edit::{DocumentMut, Item, KeyMut, Table, Value};

/// Columns that a table inside another is moved in.
const STEP: usize = 2;

/// Brings a document into canonical form.
pub(super) fn tidy(document: &mut DocumentMut) {
    // A comment on the last line may lack its newline.
    let whole = |text: &str| {
        if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
    };
    let trailing = document.trailing().as_str().map(|text| layout::above(&whole(text), 0, Blank::Keep));
    if let Some(trailing) = trailing {
        document.set_trailing(trailing);
    }
    fields(document.as_table_mut(), "", 0);
}

/// A table with a header.
fn table(table: &mut Table, path: &str, indent: usize) {
    let decor = table.decor_mut();
    let blank = if indent == 0 { Blank::Required } else { Blank::Keep };
    if let Some(prefix) = decor.prefix().and_then(|raw| raw.as_str()) {
        let prefix = layout::above(prefix, indent, blank);
        decor.set_prefix(prefix);
    }
    if let Some(suffix) = decor.suffix().and_then(|raw| raw.as_str()) {
        let suffix = layout::behind(suffix);
        decor.set_suffix(suffix);
    }
    fields(table, path, indent);
}

/// The fields of a table, and the tables in it.
fn fields(table: &mut Table, path: &str, indent: usize) {
    drop_blank_below_header(table, path, indent);
    table.sort_values_by(|a, _, b, _| order::rank(path, a.get()).cmp(&order::rank(path, b.get())));
    let mut blank = if path.is_empty() { Blank::Keep } else { Blank::Dropped };
    for (mut key, item) in table.iter_mut() {
        let inside = if path.is_empty() { key.get().to_owned() } else { format!("{path}.{}", key.get()) };
        let deeper = if path.is_empty() { 0 } else { indent + STEP };
        match item {
            Item::None => {}
            Item::Value(value) => {
                field(&mut key, value, indent, blank);
                content(&key, value, path, indent);
                blank = Blank::Keep;
            }
            Item::Table(inner) if inner.is_dotted() => {
                dotted(inner, indent, &mut blank);
            }
            Item::Table(inner) => {
                header(&mut key);
                self::table(inner, &inside, deeper);
            }
            Item::ArrayOfTables(inner) => {
                header(&mut key);
                inner.iter_mut().for_each(|inner| self::table(inner, &inside, deeper));
            }
        }
    }
}

/// An empty line below a header belongs to no field, so it must not move with the first one.
fn drop_blank_below_header(table: &mut Table, path: &str, indent: usize) {
    let Some((mut key, Item::Value(value))) = table.iter_mut().next().filter(|_| !path.is_empty()) else {
        return;
    };
    field(&mut key, value, indent, Blank::Dropped);
}

/// Fields that are written with dots: only what stands around them is tidied.
fn dotted(table: &mut Table, indent: usize, blank: &mut Blank) {
    for (mut key, item) in table.iter_mut() {
        match item {
            Item::Value(value) => {
                field(&mut key, value, indent, *blank);
                *blank = Blank::Keep;
            }
            Item::Table(inner) => dotted(inner, indent, blank),
            Item::None | Item::ArrayOfTables(_) => {}
        }
    }
}

/// No spaces inside the brackets of a header.
fn header(key: &mut KeyMut<'_>) {
    for decor in [key.leaf_decor().clone(), key.dotted_decor().clone()] {
        let parts = [decor.prefix(), decor.suffix()].into_iter().flatten();
        // Comments of tables that were made by fields with dots stand here.
        if parts.filter_map(|raw| raw.as_str()).any(|text| !text.trim_matches([' ', '\t']).is_empty()) {
            return;
        }
    }
    key.leaf_decor_mut().clear();
    key.dotted_decor_mut().clear();
}

/// What stands around key, equals sign and value.
fn field(key: &mut KeyMut<'_>, value: &mut Value, indent: usize, blank: Blank) {
    let prefix = key.leaf_decor().prefix().and_then(|raw| raw.as_str()).unwrap_or_default();
    let prefix = layout::above(prefix, indent, blank);
    key.leaf_decor_mut().set_prefix(prefix);
    key.leaf_decor_mut().set_suffix(" ");
    let suffix = layout::behind(value.decor().suffix().and_then(|raw| raw.as_str()).unwrap_or_default());
    *value.decor_mut() = toml_edit::Decor::new(" ", suffix);
}

/// The value itself.
fn content(key: &KeyMut<'_>, value: &mut Value, path: &str, indent: usize) {
    let used = indent + key.display_repr().chars().count() + " = ".len();
    match value {
        Value::Array(array) => list::tidy(array, used, indent),
        Value::String(string) if order::is_text(path, key.get()) => {
            let written = string.display_repr().into_owned();
            let Some(tidied) = text::canonical(string.value(), &written, used, indent) else { return };
            let Ok(mut tidied) = tidied.parse::<Value>() else { return };
            *tidied.decor_mut() = string.decor().clone();
            *value = tidied;
        }
        _ => {}
    }
}

/// Whether something fits on a line of which some columns are used.
pub(super) fn fits(used: usize, more: &str) -> bool {
    used + more.chars().count() <= WIDTH
}
