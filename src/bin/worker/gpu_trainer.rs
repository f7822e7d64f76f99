//! Trains on a graphics card what the tuner sends: all that is waiting, of whatever tuning job, in one dispatch after the
//! other. With the first error of the card it ends, and says why; the tuner then has trained elsewhere what is missing.

use crate::bench::Bench;
use crate::file;
use crate::now;
use crate::pace::Pace;
use crate::port::{Port, scope};
use js_sys::{Function, Object, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use tuneground::dataset::FileRows;
use tuneground::gpu::{Gpu, GpuError};
use tuneground::model::Progress;
use tuneground::playground::{Assignment, Document, GpuTrainer, Objective, plan};
use tuneground::protocol::{FromTrainer, SessionId, ToTrainer};
use tuneground::training_job::JobNumber;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Training jobs at once that speed is measured with, and epochs of each.
const FEW: u32 = 4;
const MANY: u32 = 64;
const MEASURED_EPOCHS: u32 = 4;
/// The core's speed is measured for so long.
const CORE_MILLISECONDS: f64 = 30.0;
/// If many jobs would take longer than this, going by few, nothing more is measured.
const PATIENCE_MILLISECONDS: f64 = 400.0;
/// A dispatch that takes longer than this is taken for one that never ends.
const HANGING_MILLISECONDS: f64 = 20_000.0;
/// Rows trained on the core between two looks at the clock.
const ROWS_PER_SLICE: usize = 256;

/// Messages that have come and have not been handled, with their files.
#[derive(Default)]
struct Inbox {
    messages: RefCell<VecDeque<(ToTrainer, Option<Blob>)>>,
    waker: Cell<Option<Waker>>,
}

impl Inbox {
    fn push(&self, message: ToTrainer, file: Option<Blob>) {
        self.messages.borrow_mut().push_back((message, file));
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }

    fn take(&self) -> Option<(ToTrainer, Option<Blob>)> {
        self.messages.borrow_mut().pop_front()
    }

    /// Resolves when there is a message.
    async fn wait(&self) {
        poll_fn(|context| {
            if self.messages.borrow().is_empty() {
                self.waker.set(Some(context.waker().clone()));
                return Poll::Pending;
            }
            Poll::Ready(())
        })
        .await;
    }
}

/// Serves the tuner at the other end of `port`.
pub(crate) fn start(port: &Port) {
    let (inbox, busy_since) = (Rc::<Inbox>::default(), Rc::<Cell<Option<f64>>>::default());
    let (filled, answering, since) = (Rc::clone(&inbox), port.clone(), Rc::clone(&busy_since));
    port.listen(move |message: ToTrainer, file| match message {
        ToTrainer::Ping => {
            if since.get().is_none_or(|since| now() - since < HANGING_MILLISECONDS) {
                answering.post(&FromTrainer::Pong);
            }
        }
        other => filled.push(other, file),
    });
    let port = port.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let why = match serve(&port, &inbox, busy_since).await {
            // What wgpu says of it is not for people.
            GpuError::NoAdapter(_) => "the browser offers none".to_owned(),
            other => other.to_string(),
        };
        port.post(&FromTrainer::Card(Err(why)));
    });
}

/// Opens the card and trains until it fails.
async fn serve(port: &Port, inbox: &Inbox, busy_since: Rc<Cell<Option<f64>>>) -> GpuError {
    let gpu = match Gpu::open(|_| {}).await {
        Ok(gpu) => gpu,
        Err(error) => return error,
    };
    let name = adapter_name().await.filter(|name| !name.is_empty());
    port.post(&FromTrainer::Card(Ok(name.unwrap_or_else(|| "unnamed".to_owned()))));
    let mut state = State { port, trainer: GpuTrainer::new(gpu.limits()), gpu, busy_since };
    let (mut pace, mut waiting, mut benches) = (Pace::default(), VecDeque::new(), VecDeque::new());
    loop {
        while let Some((message, file)) = inbox.take() {
            let bytes = match &file {
                Some(file) => file::whole(file).await.ok(),
                None => None,
            };
            let rows = bytes.and_then(|bytes| FileRows::from_bytes(&bytes));
            if let ToTrainer::Bench { call, request } = message {
                match Bench::open(call, &request, rows).await {
                    Ok(bench) => benches.push_back(bench),
                    Err(why) => port.post(&FromTrainer::Benched { call, answer: Err(why) }),
                }
                continue;
            }
            state.handle(message, rows, &mut waiting);
        }
        // Speed is measured while nothing else runs.
        if state.trainer.is_idle()
            && let Some((session, hyperparameters)) = waiting.pop_front()
        {
            if let Err(error) = state.measure(session, &hyperparameters).await {
                return error;
            }
            continue;
        }
        if let Some(bench) = benches.front_mut() {
            state.busy_since.set(Some(now()));
            let benched = bench.work().await;
            state.busy_since.set(None);
            if let Some(benched) = benched {
                port.post(&benched);
                benches.pop_front();
            }
        }
        match state.train(pace.epochs()).await {
            Err(error) => return error,
            Ok(None) if benches.is_empty() => inbox.wait().await,
            Ok(None) => {}
            Ok(Some(took)) => pace.heed(took),
        }
    }
}

/// What the browser says of the adapter: its vendor and architecture. wgpu passes only its description on, which browsers leave
/// empty.
async fn adapter_name() -> Option<String> {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    let gpu = get(&get(&scope(), "navigator")?, "gpu")?;
    let options = Object::new();
    Reflect::set(&options, &"powerPreference".into(), &"high-performance".into()).ok()?;
    let request: Function = get(&gpu, "requestAdapter")?.dyn_into().ok()?;
    let adapter: Promise = request.call1(&gpu, &options).ok()?.dyn_into().ok()?;
    let info = get(&JsFuture::from(adapter).await.ok()?, "info")?;
    let words =
        ["vendor", "architecture", "description"].map(|name| get(&info, name).and_then(|word| word.as_string()));
    Some(words.into_iter().flatten().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

struct State<'a> {
    port: &'a Port,
    gpu: Gpu,
    trainer: GpuTrainer,
    busy_since: Rc<Cell<Option<f64>>>,
}

impl State<'_> {
    fn handle(
        &mut self,
        message: ToTrainer,
        rows: Option<FileRows>,
        to_measure: &mut VecDeque<(SessionId, Vec<(String, String)>)>,
    ) {
        match message {
            ToTrainer::Open { session, document } => {
                let plan = Document::from_json(document).ok().and_then(|doc| plan(&doc, Objective::Problem).ok());
                if let Some(plan) = plan
                    && let Some(problem) = plan.trained_problem()
                {
                    self.trainer.open(session, problem.clone(), rows, plan.config.seed());
                }
            }
            ToTrainer::Launch { session, job, hyperparameters, known_epochs, first_report, epoch_seconds } => {
                let assignment =
                    Assignment { job: JobNumber(job), hyperparameters, known_epochs, first_report, epoch_seconds };
                match self.trainer.launch(session, assignment) {
                    Ok(None) => {}
                    Ok(Some(outcome)) => self.port.post(&FromTrainer::Reports(vec![(session, job, outcome.into())])),
                    Err(why) => self.port.post(&FromTrainer::Unfit { session, job, why: why.to_string() }),
                }
            }
            ToTrainer::Halt { session, job } => self.trainer.halt(session, JobNumber(job)),
            ToTrainer::Close { session } => self.trainer.close(session),
            ToTrainer::Measure { session, hyperparameters } => to_measure.push_back((session, hyperparameters)),
            // Begun before it comes here; asked of others; and answered at once.
            ToTrainer::Bench { .. }
            | ToTrainer::Surface { .. }
            | ToTrainer::OpenVariant { .. }
            | ToTrainer::Repeat { .. }
            | ToTrainer::Ping => {}
        }
    }

    /// Does one dispatch and reports; how many milliseconds it took, if there was anything to train.
    async fn train(&mut self, epochs: u32) -> Result<Option<f64>, GpuError> {
        let Some(dispatch) = self.trainer.dispatch(epochs) else { return Ok(None) };
        let start = now();
        self.busy_since.set(Some(start));
        let results = self.gpu.run(&dispatch).await?;
        self.busy_since.set(None);
        let reports = self.trainer.take(&dispatch, &results);
        if !reports.is_empty() {
            let reports = reports.into_iter().map(|(session, job, outcome)| (session, job.0, outcome.into()));
            self.port.post(&FromTrainer::Reports(reports.collect()));
        }
        Ok(Some(now() - start))
    }

    /// Measures how fast the card and one core train, and says it.
    async fn measure(&mut self, session: SessionId, tuned: &[(String, String)]) -> Result<(), GpuError> {
        let rates = self.rates(session, tuned).await?;
        self.port.post(&FromTrainer::Measured { session, rates });
        Ok(())
    }

    async fn rates(
        &mut self,
        session: SessionId,
        tuned: &[(String, String)],
    ) -> Result<Option<(f64, [(u32, f64); 2])>, GpuError> {
        // The first time the card makes itself acquainted with the shader.
        if self.card_seconds(session, tuned, FEW).await?.is_none() {
            return Ok(None);
        }
        let Some(few) = self.card_seconds(session, tuned, FEW).await? else { return Ok(None) };
        let at_most = few * f64::from(MANY / FEW);
        let is_long = at_most * f64::from(MEASURED_EPOCHS) * 1000.0 > PATIENCE_MILLISECONDS;
        let many = if is_long { None } else { self.card_seconds(session, tuned, MANY).await? };
        let core = self.core_seconds(session, tuned);
        Ok(core.map(|core| (core, [(FEW, few), (MANY, many.unwrap_or(at_most))])))
    }

    /// Seconds of an epoch of so many jobs at once, from their weights to their metrics.
    async fn card_seconds(
        &mut self,
        session: SessionId,
        tuned: &[(String, String)],
        jobs: u32,
    ) -> Result<Option<f64>, GpuError> {
        let Some(rehearsal) = self.trainer.rehearse(session, tuned, jobs) else { return Ok(None) };
        let start = now();
        let mut epochs = 0.0;
        if let Some(dispatch) = self.trainer.dispatch(MEASURED_EPOCHS) {
            self.busy_since.set(Some(start));
            let results = self.gpu.run(&dispatch).await?;
            self.busy_since.set(None);
            epochs = f64::from(dispatch.epochs());
            self.trainer.take(&dispatch, &results);
        }
        let seconds = (now() - start) / 1000.0;
        self.trainer.end(rehearsal);
        Ok((epochs > 0.0).then(|| seconds / epochs))
    }

    /// Seconds of an epoch of one job on one core.
    fn core_seconds(&self, session: SessionId, tuned: &[(String, String)]) -> Option<f64> {
        let mut run = self.trainer.rehearse_on_cpu(session, tuned)?;
        let (start, mut epochs) = (now(), 0.0);
        while epochs == 0.0 || now() - start < CORE_MILLISECONDS {
            match run.advance(ROWS_PER_SLICE) {
                Progress::Working => {}
                Progress::Epoch(_) => epochs += 1.0,
                Progress::Diverged { .. } | Progress::Finished => break,
            }
        }
        (epochs > 0.0).then(|| (now() - start) / 1000.0 / epochs)
    }
}
