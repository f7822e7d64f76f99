//! Lines that an external objective tells.

use serde_json::Value;
use tuneground::playground::{AskTell, PRESETS};

/// Lines that a session may have; one tells at most one epoch.
const MOST_LINES: usize = 2_000;

/// Whatever is told, the tuning job asks for no more at a time than it may, and says once that it has ended; a line that
/// makes no sense changes nothing.
pub fn check(text: &str) {
    let document = PRESETS[0].document();
    let mut job = AskTell::start(&document, &[]).unwrap_or_else(|issues| panic!("{issues:?}"));
    let mut heard = Heard::default();
    heard.take(&mut job);
    for line in text.lines().take(MOST_LINES) {
        let before = job.job().state().clone();
        if let Err(error) = job.tell(line) {
            assert!(!error.to_string().is_empty());
            assert_eq!(job.job().state(), &before, "{line} is refused and changes something");
        }
        heard.take(&mut job);
    }
    job.end_of_input();
    heard.take(&mut job);
    assert!(job.has_ended() && heard.completed == 1, "{heard:?}");
}

/// What the tuning job said.
#[derive(Debug, Default)]
struct Heard {
    asked: u32,
    completed: u32,
}

impl Heard {
    fn take(&mut self, job: &mut AskTell) {
        for said in job.take_output() {
            assert_eq!(self.completed, 0, "{said} after the end");
            // What is written is what is read on the other side.
            assert_eq!(serde_json::from_str::<Value>(&said.to_string()).ok().as_ref(), Some(&said));
            let verbs: Vec<&String> = said.as_object().into_iter().flat_map(|members| members.keys()).collect();
            match verbs.as_slice() {
                [verb] if *verb == "Ask" => self.asked += 1,
                [verb] if *verb == "Completed" => self.completed += 1,
                [verb] if *verb == "Stop" => {}
                _ => panic!("{said}"),
            }
        }
        let state = job.job().state();
        assert_eq!(state.launched(), self.asked, "each training job is asked for once");
        assert!(state.running() <= job.job().config().max_parallel_jobs());
        assert_eq!(job.has_ended(), self.completed == 1);
    }
}
