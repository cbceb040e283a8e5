//! Words in capitals that everybody knows.

/// Need no explanation, in lower case.
pub(crate) const KNOWN_ABBREVIATIONS: &[&str] = &[
    "cd", "ceo", "csv", "dvd", "eu", "faq", "gmbh", "gps", "html", "http", "https", "id", "it", "itil",
    "led", "ltd", "pc", "pdf", "pin", "plc", "qr", "sms", "tv", "uk", "un", "url", "us", "usa", "usb", "vat",
    "wlan", "www",
];

/// Words that authors write in capitals to be heard, in lower case.
pub(crate) const LOUD_WORDS: &[&str] = &[
    "all", "always", "and", "any", "are", "best", "both", "correct", "do", "does", "each", "except", "false",
    "first", "five", "four", "is", "last", "least", "many", "more", "most", "must", "never", "no", "none",
    "not", "one", "only", "or", "six", "three", "true", "two", "wrong",
];
