//! Words in capitals that everybody knows.

/// Need no explanation, in lower case.
pub(crate) const KNOWN_ABBREVIATIONS: &[&str] = &[
    "cd", "ceo", "csv", "dvd", "eu", "faq", "gmbh", "gps", "html", "http", "https", "id", "it", "itil",
    "led", "ltd", "pc", "pdf", "pin", "plc", "qr", "sms", "tv", "uk", "un", "url", "us", "usa", "usb", "vat",
    "wlan", "www",
];
