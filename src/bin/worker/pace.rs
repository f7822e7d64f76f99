//! How many epochs a dispatch has.

/// A dispatch should take about so long: messages are read and reports sent after it.
const DISPATCH_MILLISECONDS: f64 = 25.0;
/// Epochs of a dispatch at most.
const MOST_EPOCHS: u32 = 16;

/// Learns from how long dispatches take how many epochs the next one should have.
pub(crate) struct Pace(u32);

impl Default for Pace {
    fn default() -> Self {
        Self(1)
    }
}

impl Pace {
    pub(crate) fn epochs(&self) -> u32 {
        self.0
    }

    /// A dispatch took so many milliseconds.
    pub(crate) fn heed(&mut self, took: f64) {
        if took < DISPATCH_MILLISECONDS / 2.0 {
            self.0 = (self.0 * 2).min(MOST_EPOCHS);
        } else if took > DISPATCH_MILLISECONDS * 2.0 {
            self.0 = (self.0 / 2).max(1);
        }
    }
}
