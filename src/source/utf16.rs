//! UTF-16, read strictly and with the place where it breaks.

use super::decode::line_after;

/// Which byte of a unit comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The low one, as on a PC.
    Little,
    /// The high one.
    Big,
}

/// Where UTF-16 cannot be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fault {
    /// Line, from 1.
    pub(super) line: usize,
    /// Byte of the body, from 0.
    pub(super) offset: usize,
}

fn units(bytes: &[u8], order: Order) -> impl Iterator<Item = u16> + '_ {
    let (pairs, _) = bytes.as_chunks::<2>();
    pairs.iter().map(move |&pair| match order {
        Order::Little => u16::from_le_bytes(pair),
        Order::Big => u16::from_be_bytes(pair),
    })
}

/// The text of a body without a byte order mark. Half of a pair, half of a unit and NUL are faults.
pub(super) fn read(body: &[u8], order: Order) -> Result<String, Fault> {
    let mut text = String::with_capacity(body.len());
    let mut offset = 0;
    for letter in char::decode_utf16(units(body, order)) {
        match letter {
            Ok(letter) if letter != '\0' => {
                text.push(letter);
                offset += 2 * letter.len_utf16();
            }
            _ => return Err(Fault { line: line_after(text.as_bytes()), offset }),
        }
    }
    if offset < body.len() {
        return Err(Fault { line: line_after(text.as_bytes()), offset });
    }
    Ok(text)
}

/// The order of the bytes of a file without a byte order mark that holds NUL, where it is UTF-16.
///
/// A YAML file has colons, blanks and line breaks, whose high byte is NUL in UTF-16; read the other way
/// round they are letters that no one writes (U+0A00, U+2000, U+3A00). Kana and Japanese signs share a
/// high byte too. Text of bytes in which NUL was left, and files of other programs, have neither in number.
pub(super) fn order(bytes: &[u8]) -> Option<Order> {
    let count = |order| {
        let mut signs = 0;
        let mut certain = 0;
        for unit in units(bytes, order) {
            signs += usize::from(matches!(unit, 0x0A | 0x0D | 0x20 | 0x3A));
            certain +=
                usize::from(matches!(unit, 0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0x3000..=0x30FF | 0xFF00..=0xFFEF));
        }
        (signs, certain)
    };
    let (little, big) = (count(Order::Little), count(Order::Big));
    let is = |this: (usize, usize), other: (usize, usize)| {
        this.0 >= 2 && this.0 >= 8 * other.0 && this.1 * 10 >= bytes.len() / 2
    };
    if is(little, big) {
        Some(Order::Little)
    } else if is(big, little) {
        Some(Order::Big)
    } else {
        None
    }
}
