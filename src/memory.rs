//! What was worked out of a text, kept for the next case that holds the same text.
//!
//! The referrals of one office share most of their texts: the clauses of its standard contract, its notes, the
//! measures that it always takes. In a folder each is worked out once. What is kept is the same whichever case
//! asked first, so results hang neither on the order of the files nor on the number of threads.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash};
use std::sync::{Arc, Mutex, PoisonError};

/// So many parts are locked apart, so that threads seldom wait for one another.
const PARTS: usize = 16;

/// Values by the texts, or the numbers of texts, that they were worked out of.
///
/// It holds at most about twice `most`: what was not asked for while so much was added is forgotten.
#[derive(Debug)]
pub(crate) struct Memory<K, V> {
    parts: Box<[Mutex<Part<K, V>>]>,
    hasher: RandomState,
    /// The greatest weight of one generation of a part.
    most: usize,
}

#[derive(Debug)]
struct Part<K, V> {
    /// What was asked for since the generations last changed.
    young: HashMap<K, Kept<V>>,
    old: HashMap<K, Kept<V>>,
    /// The weight of the young ones.
    weight: usize,
}

#[derive(Debug)]
struct Kept<V> {
    value: Arc<V>,
    weight: usize,
}

impl<K: Hash + Eq, V> Memory<K, V> {
    /// A memory for values whose weights, such as the bytes of their texts, come to about `most`.
    pub(crate) fn new(most: usize) -> Self {
        let part = || Mutex::new(Part { young: HashMap::new(), old: HashMap::new(), weight: 0 });
        Self {
            parts: std::iter::repeat_with(part).take(PARTS).collect(),
            hasher: RandomState::new(),
            most: most / PARTS,
        }
    }

    /// The value of a key, made where it is not kept. Two threads that ask at once may both make it.
    pub(crate) fn get<Q>(&self, key: &Q, weight: usize, make: impl FnOnce() -> V) -> Arc<V>
    where
        K: Borrow<Q>,
        Q: ToOwned<Owned = K> + Hash + Eq + ?Sized,
    {
        let place = usize::try_from(self.hasher.hash_one(key) >> 32).unwrap_or(0) % self.parts.len().max(1);
        let Some(part) = self.parts.get(place) else { return Arc::new(make()) };
        // A thread that panicked left nothing half done here.
        let lock = || part.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = lock().find(key) {
            return value;
        }
        let value = Arc::new(make());
        lock().keep(key.to_owned(), Kept { value: Arc::clone(&value), weight }, self.most);
        value
    }
}

impl<K: Hash + Eq, V> Part<K, V> {
    fn find<Q>(&mut self, key: &Q) -> Option<Arc<V>>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        if let Some(kept) = self.young.get(key) {
            return Some(Arc::clone(&kept.value));
        }
        let (key, kept) = self.old.remove_entry(key)?;
        let value = Arc::clone(&kept.value);
        self.weight += kept.weight;
        self.young.insert(key, kept);
        Some(value)
    }

    fn keep(&mut self, key: K, kept: Kept<V>, most: usize) {
        if self.weight + kept.weight > most {
            self.old = std::mem::take(&mut self.young);
            self.weight = 0;
        }
        if kept.weight <= most {
            self.weight += kept.weight;
            self.young.insert(key, kept);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once_while_it_is_asked_for() {
        let memory: Memory<String, usize> = Memory::new(1_000);
        let mut made = 0;
        for _ in 0..3 {
            let value = memory.get("甲", 3, || {
                made += 1;
                7
            });
            assert_eq!(*value, 7);
        }
        assert_eq!(made, 1);
    }

    #[test]
    fn what_is_kept_does_not_grow_without_end() {
        let memory: Memory<u64, Vec<u8>> = Memory::new(16_000);
        let mut made_again = 0;
        for number in 0..10_000_u64 {
            memory.get(&number, 100, || vec![0; 100]);
            memory.get(&0, 100, || {
                made_again += 1;
                Vec::new()
            });
        }
        let kept: usize = memory
            .parts
            .iter()
            .map(|part| part.lock().map(|part| part.young.len() + part.old.len()).unwrap_or_default())
            .sum();
        assert!(kept <= 2 * 160, "{kept}");
        assert_eq!(made_again, 0, "what is asked for stays");
    }

    #[test]
    fn what_is_too_heavy_is_not_kept() {
        let memory: Memory<String, usize> = Memory::new(160);
        assert_eq!(*memory.get("甲", 11, || 1), 1);
        assert_eq!(*memory.get("甲", 11, || 2), 2, "made again");
    }
}
