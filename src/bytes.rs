//! Values as bytes, for what the build script makes ready and the program takes up again.

use std::borrow::Cow;

use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// A value that can be kept as bytes.
pub(crate) trait Kept: Sized {
    /// Appends its bytes.
    fn put(&self, out: &mut Vec<u8>);

    /// Takes it up again; `None` where the bytes are of something else.
    fn take(rest: &mut Rest<'_>) -> Option<Self>;
}

/// Bytes that are not read yet.
#[derive(Debug)]
pub(crate) struct Rest<'b>(pub(crate) &'b [u8]);

impl<'b> Rest<'b> {
    /// The next byte.
    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    /// The next so many bytes.
    pub(crate) fn bytes(&mut self, count: usize) -> Option<&'b [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }
}

/// A long list of small values. The program reads one that it carries where it stands: taken up value by value, the
/// words of the rules were more than half of the time of one case.
pub(crate) type Laid<T> = Cow<'static, [T]>;

/// Appends a list as it lies in memory.
pub(crate) fn put_laid<T: IntoBytes + Immutable>(list: &[T], out: &mut Vec<u8>) {
    list.len().put(out);
    out.extend_from_slice(list.as_bytes());
}

impl Rest<'static> {
    /// The next list, left where it stands; `None` where there are fewer bytes than it says.
    pub(crate) fn laid<T>(&mut self) -> Option<Laid<T>>
    where
        T: Clone + FromBytes + Immutable + KnownLayout + Unaligned,
    {
        let count = usize::take(self)?;
        let (list, rest) = <[T]>::ref_from_prefix_with_elems(self.0, count).ok()?;
        self.0 = rest;
        Some(Cow::Borrowed(list))
    }
}

impl Kept for u64 {
    /// Seven bits a byte, the lowest first.
    fn put(&self, out: &mut Vec<u8>) {
        let mut number = *self;
        while number >= 0x80 {
            out.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        out.push((number & 0x7f) as u8);
    }

    fn take(rest: &mut Rest<'_>) -> Option<Self> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = rest.byte()?;
            number |= Self::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

macro_rules! small {
    ($($type:ty),*) => {$(
        impl Kept for $type {
            fn put(&self, out: &mut Vec<u8>) {
                (*self as u64).put(out);
            }

            fn take(rest: &mut Rest<'_>) -> Option<Self> {
                u64::take(rest)?.try_into().ok()
            }
        }
    )*};
}

small!(u16, u32, usize);

impl Kept for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn take(rest: &mut Rest<'_>) -> Option<Self> {
        rest.byte().map(|byte| byte != 0)
    }
}

impl Kept for char {
    fn put(&self, out: &mut Vec<u8>) {
        u32::from(*self).put(out);
    }

    fn take(rest: &mut Rest<'_>) -> Option<Self> {
        char::from_u32(u32::take(rest)?)
    }
}

impl Kept for String {
    fn put(&self, out: &mut Vec<u8>) {
        self.len().put(out);
        out.extend_from_slice(self.as_bytes());
    }

    fn take(rest: &mut Rest<'_>) -> Option<Self> {
        let count = usize::take(rest)?;
        std::str::from_utf8(rest.bytes(count)?).ok().map(str::to_owned)
    }
}

impl<T: Kept> Kept for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        self.iter().for_each(|value| value.put(out));
    }

    fn take(rest: &mut Rest<'_>) -> Option<Self> {
        match bool::take(rest)? {
            true => T::take(rest).map(Some),
            false => Some(None),
        }
    }
}

impl<T: Kept> Kept for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.len().put(out);
        self.iter().for_each(|value| value.put(out));
    }

    fn take(rest: &mut Rest<'_>) -> Option<Self> {
        // Every value has a byte at least, so no false count takes more memory than the bytes do.
        let count = usize::take(rest)?;
        let mut values = Self::with_capacity(count.min(rest.0.len()));
        for _ in 0..count {
            values.push(T::take(rest)?);
        }
        Some(values)
    }
}

impl<A: Kept, B: Kept> Kept for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(rest: &mut Rest<'_>) -> Option<Self> {
        Some((A::take(rest)?, B::take(rest)?))
    }
}

/// A struct is kept as its fields, in this order.
macro_rules! kept {
    ($type:ty { $($field:ident),* $(,)? }) => {
        impl $crate::bytes::Kept for $type {
            fn put(&self, out: &mut Vec<u8>) {
                $($crate::bytes::Kept::put(&self.$field, out);)*
            }

            fn take(rest: &mut $crate::bytes::Rest<'_>) -> Option<Self> {
                Some(Self { $($field: $crate::bytes::Kept::take(rest)?),* })
            }
        }
    };
}

/// An enum without fields is kept as its number.
macro_rules! kept_number {
    ($type:ty) => {
        impl $crate::bytes::Kept for $type {
            fn put(&self, out: &mut Vec<u8>) {
                $crate::bytes::Kept::put(&(*self as usize), out);
            }

            fn take(rest: &mut $crate::bytes::Rest<'_>) -> Option<Self> {
                Self::from_repr(<usize as $crate::bytes::Kept>::take(rest)?)
            }
        }
    };
}

pub(crate) use {kept, kept_number};
