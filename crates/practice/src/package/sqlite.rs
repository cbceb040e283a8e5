//! A SQLite database that is written once (sqlite.org, "Database File Format"): tables without indices, each a B-tree that
//! is filled from left to right.

/// Bytes of a page.
const PAGE: usize = 4096;
/// Most bytes of a row that stand in a leaf itself, and fewest where it runs over.
const MOST: usize = PAGE - 35;
const LEAST: usize = (PAGE - 12) * 32 / 255 - 23;

/// A table.
pub(super) struct Table {
    pub(super) name: &'static str,
    /// The statement that makes it.
    pub(super) sql: &'static str,
    /// Rows by their ids, which ascend.
    pub(super) rows: Vec<(i64, Vec<Cell>)>,
}

/// A value of a row.
pub(super) enum Cell {
    /// The id of the row, which stands beside it.
    Id,
    Integer(i64),
    Text(String),
}

/// A B-tree page on its way: its type, its cells, and for pages with children the last of these.
struct Node {
    is_leaf: bool,
    cells: Vec<Vec<u8>>,
    last_child: u32,
}

/// The bytes of a database; none if it has too many pages.
pub(super) fn database(tables: &[Table]) -> Option<Vec<u8>> {
    let mut pages: Vec<Vec<u8>> = vec![Vec::new()];
    let mut schema = Vec::new();
    for (number, table) in (1..).zip(tables) {
        let root = tree(&table.rows, &mut pages)?;
        let text = |text: &str| Cell::Text(text.to_owned());
        let row =
            [text("table"), text(table.name), text(table.name), Cell::Integer(root.into()), text(table.sql)];
        schema.push(leaf_cell(number, &record(&row), &mut pages)?);
    }
    let count = u32::try_from(pages.len()).ok()?;
    let first = Node { is_leaf: true, cells: schema, last_child: 0 };
    pages[0] = page(&first, Some(&header(count)))?;
    Some(pages.concat())
}

/// The hundred bytes at the start of the file.
fn header(pages: u32) -> Vec<u8> {
    let mut header = b"SQLite format 3\0".to_vec();
    // Page size, versions of writing and reading, nothing reserved, fixed shares.
    header.extend([0x10, 0x00, 1, 1, 0, 64, 32, 32]);
    for number in [1, pages, 0, 0, 1, 4, 0, 0, 1, 0, 0, 0] {
        header.extend(u32::to_be_bytes(number));
    }
    header.extend([0; 20]);
    // For which change the number of pages holds, and the version that wrote it.
    for number in [1, 3_040_000] {
        header.extend(u32::to_be_bytes(number));
    }
    header
}

/// Writes the pages of a table and returns the number of its root.
fn tree(rows: &[(i64, Vec<Cell>)], pages: &mut Vec<Vec<u8>>) -> Option<u32> {
    let mut cells = Vec::new();
    for (id, row) in rows {
        cells.push((*id, leaf_cell(*id, &record(row), pages)?));
    }
    // Children with the largest id below each.
    let mut level = Vec::new();
    for part in parts(&cells) {
        let node =
            Node { is_leaf: true, cells: part.iter().map(|(_, cell)| cell.clone()).collect(), last_child: 0 };
        level.push((part.last().map_or(0, |(id, _)| *id), add(page(&node, None)?, pages)?));
    }
    while level.len() > 1 {
        let cells: Vec<(i64, Vec<u8>)> = level
            .iter()
            .map(|(id, child): &(i64, u32)| {
                let mut cell = child.to_be_bytes().to_vec();
                cell.extend(varint(id.cast_unsigned()));
                (*id, cell)
            })
            .collect();
        let mut above = Vec::new();
        let mut start = 0;
        for part in parts(&cells) {
            let children = &level[start..start + part.len()];
            start += part.len();
            let (last, before) = part.split_last()?;
            let cells = before.iter().map(|(_, cell)| cell.clone()).collect();
            let node = Node { is_leaf: false, cells, last_child: children.last()?.1 };
            above.push((last.0, add(page(&node, None)?, pages)?));
        }
        level = above;
    }
    level.first().map(|(_, root)| *root)
}

/// Cells in portions that fit on a page; a single empty one where there are none.
fn parts(cells: &[(i64, Vec<u8>)]) -> Vec<&[(i64, Vec<u8>)]> {
    let (mut parts, mut start, mut used) = (Vec::new(), 0, 0);
    for (at, (_, cell)) in cells.iter().enumerate() {
        // A cell, where it stands, and at most the header of a page with children.
        let bytes = cell.len() + 2;
        if used + bytes > PAGE - 12 {
            parts.push(&cells[start..at]);
            (start, used) = (at, 0);
        }
        used += bytes;
    }
    parts.push(&cells[start..]);
    parts
}

fn add(page: Vec<u8>, pages: &mut Vec<Vec<u8>>) -> Option<u32> {
    pages.push(page);
    u32::try_from(pages.len()).ok()
}

/// A page; none if its cells do not fit. The first page has the header of the file in front.
fn page(node: &Node, header: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut page = header.map(<[u8]>::to_vec).unwrap_or_default();
    let mut end = PAGE;
    let mut places = Vec::new();
    for cell in &node.cells {
        end = end.checked_sub(cell.len())?;
        places.push(end);
    }
    let small = |number: usize| u16::try_from(number).ok().map(u16::to_be_bytes);
    page.push(if node.is_leaf { 13 } else { 5 });
    page.extend([0, 0]);
    page.extend(small(node.cells.len())?);
    page.extend(small(end)?);
    page.push(0);
    if !node.is_leaf {
        page.extend(node.last_child.to_be_bytes());
    }
    for place in &places {
        page.extend(small(*place)?);
    }
    if page.len() > end {
        return None;
    }
    page.resize(end, 0);
    for cell in node.cells.iter().rev() {
        page.extend(cell);
    }
    Some(page)
}

/// A row in a leaf: what does not fit into it runs over into pages of its own.
fn leaf_cell(id: i64, record: &[u8], pages: &mut Vec<Vec<u8>>) -> Option<Vec<u8>> {
    let mut cell = varint(u64::try_from(record.len()).ok()?);
    cell.extend(varint(id.cast_unsigned()));
    if record.len() <= MOST {
        cell.extend(record);
        return Some(cell);
    }
    let wanted = LEAST + (record.len() - LEAST) % (PAGE - 4);
    let (here, over) = record.split_at(if wanted <= MOST { wanted } else { LEAST });
    cell.extend(here);
    cell.extend((u32::try_from(pages.len()).ok()? + 1).to_be_bytes());
    let mut chunks = over.chunks(PAGE - 4).peekable();
    while let Some(chunk) = chunks.next() {
        let next = if chunks.peek().is_some() { u32::try_from(pages.len()).ok()? + 2 } else { 0 };
        let mut page = next.to_be_bytes().to_vec();
        page.extend(chunk);
        page.resize(PAGE, 0);
        pages.push(page);
    }
    Some(cell)
}

/// A row: the types of its values, then the values.
fn record(row: &[Cell]) -> Vec<u8> {
    let (mut types, mut values) = (Vec::new(), Vec::new());
    for cell in row {
        match cell {
            Cell::Id => types.push(0),
            Cell::Integer(number) => {
                types.push(6);
                values.extend(number.to_be_bytes());
            }
            Cell::Text(text) => {
                types.extend(varint(13 + 2 * text.len() as u64));
                values.extend(text.as_bytes());
            }
        }
    }
    // The length counts itself: one byte up to 127, else two.
    let length = types.len() + if types.len() < 127 { 1 } else { 2 };
    [varint(length as u64), types, values].concat()
}

/// Seven bits a byte, the highest first; a ninth byte would have eight.
fn varint(number: u64) -> Vec<u8> {
    if number >> 56 != 0 {
        let mut bytes: Vec<u8> = (0..8).rev().map(|at| low(number >> (8 + 7 * at)) | 0x80).collect();
        bytes.push(number.to_be_bytes()[7]);
        return bytes;
    }
    let count = (1..8).find(|count| number >> (7 * count) == 0).unwrap_or(8);
    (0..count).rev().map(|at| low(number >> (7 * at)) | if at > 0 { 0x80 } else { 0 }).collect()
}

fn low(number: u64) -> u8 {
    number.to_be_bytes()[7] & 0x7f
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_changing_length() {
        for (number, bytes) in [
            (0, &[0][..]),
            (127, &[127]),
            (128, &[0x81, 0]),
            (300, &[0x82, 0x2c]),
            (1 << 21, &[0x81, 0x80, 0x80, 0]),
            (u64::MAX, &[0xff; 9]),
        ] {
            assert_eq!(varint(number), bytes, "{number}");
        }
        assert_eq!(varint((1 << 56) - 1), [vec![0xff; 7], vec![0x7f]].concat());
    }

    #[test]
    fn pages_are_whole_and_counted() {
        let rows = |count: i64, length: usize| {
            (1..=count).map(|id| (id, vec![Cell::Id, Cell::Text("x".repeat(length))])).collect()
        };
        for (count, length) in [(0, 0), (1, 10), (1, 4100), (1, 20_000), (1000, 100), (3, 9000)] {
            let table = Table {
                name: "t",
                sql: "CREATE TABLE t (id integer primary key, x text)",
                rows: rows(count, length),
            };
            let bytes = database(&[table]).unwrap();
            assert_eq!(bytes.len() % PAGE, 0, "{count} × {length}");
            assert_eq!(bytes[28..32], u32::try_from(bytes.len() / PAGE).unwrap().to_be_bytes());
        }
    }
}
