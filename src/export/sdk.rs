//! Scripts for the SageMaker Python SDK: what its versions 2 and 3 have in common.
//!
//! The SDK has no argument for some members of a request, drops some that it has arguments for, and sends some that nobody
//! asked for. A script says at its top which, and carries them all the same: botocore lets a handler complete the parameters
//! of a call before it checks and sends them (event `provide-client-params`). What arrives is the request, but for the
//! defaults that AWS documents, which the SDK writes out. The tests list those, and run every script with its SDK.

mod channels;
mod machines;
mod parts;
pub(super) mod v2;
pub(super) mod v3;

use super::LeftOut;
use super::python::{self, Python};
use super::taking::{Left, Place, Step, Taking, place};
use serde_json::Value;
// Writing to a String cannot fail: the results are dropped.
use std::fmt::Write as _;

/// One argument of a call.
type Argument = (String, Python);

fn argument(name: &str, value: impl Into<Python>) -> Argument {
    (name.to_owned(), value.into())
}

impl From<&Value> for Python {
    fn from(value: &Value) -> Self {
        Self::Literal(value.clone())
    }
}

/// A request on its way into a script.
struct Job<'a> {
    taking: Taking<'a>,
    /// What the SDK sends of its own and the request has not.
    unasked: Vec<Place>,
    /// Names of the training job definitions in the request's order, where the SDK sends them in another.
    order: Vec<String>,
}

impl<'a> Job<'a> {
    fn of(request: &'a Value) -> Self {
        Self { taking: Taking::of(request), unasked: Vec::new(), order: Vec::new() }
    }

    /// Takes a member as the argument of this name, if it is there.
    fn pass(&mut self, arguments: &mut Vec<Argument>, base: &[Step], member: &str, name: &str) {
        if let Some(value) = self.taking.take(base, member) {
            arguments.push(argument(name, value));
        }
    }

    /// As [`pass`](Self::pass), for an argument that the SDK cannot do without; the stand-in is not sent.
    fn pass_or(&mut self, arguments: &mut Vec<Argument>, base: &[Step], member: &str, name: &str, stand_in: Value) {
        if let Some(value) = self.taking.take(base, member) {
            arguments.push(argument(name, value));
        } else {
            arguments.push((name.to_owned(), Python::Literal(stand_in)));
            self.unasked.push(place(base, member));
        }
    }
}

/// The finished parts of a script.
struct Script {
    /// What it needs, for people: `sagemaker>=2.257,<3`.
    needs: &'static str,
    /// Import lines of the SDK.
    imports: Vec<String>,
    /// Statements of `main`, up to the creation of the tuning job, each an assignment or a call.
    statements: Vec<(&'static str, Python)>,
    /// The SDK's own line that makes a session of `boto_session`.
    session: &'static str,
    left: Vec<Left>,
    unasked: Vec<Place>,
    order: Vec<String>,
}

impl Script {
    fn text(&self, name: &str) -> String {
        let mut text = format!(
            r#""""Creates a SageMaker hyperparameter tuning job with the SageMaker Python SDK ({}).
Credentials and Region come from your AWS configuration.

    python THIS_FILE          creates it
    python THIS_FILE --wait   creates it and waits for its end
"""

"#,
            self.needs
        );
        for left in &self.left {
            if left == &self.left[0] {
                text += "# The SDK cannot carry these members of the request; BEYOND adds them before it is sent:\n";
            }
            let _ = writeln!(text, "#   {}", left.path);
        }
        text += if self.left.is_empty() { "import sys\n\nimport boto3\n" } else { "\nimport sys\n\nimport boto3\n" };
        for import in &self.imports {
            text += import;
            text.push('\n');
        }
        text += &self.completion();
        text += "\n\ndef main():\n    boto_session = boto3.Session()\n";
        if self.completes() {
            text += "    # botocore calls this with the parameters that the SDK has made, before it checks and sends them.\n";
            text += "    event = \"provide-client-params.sagemaker.CreateHyperParameterTuningJob\"\n";
            text += "    boto_session.events.register(event, complete)\n";
        }
        let _ = writeln!(text, "    session = {}", self.session);
        for (target, value) in &self.statements {
            let code = value.at(1);
            let assigned = if target.is_empty() { String::new() } else { format!("{target} = ") };
            let _ = writeln!(text, "    {assigned}{code}");
        }
        let _ = writeln!(text, "    print({})\n\n\nif __name__ == \"__main__\":\n    main()", python::quoted(name));
        text
    }

    fn completes(&self) -> bool {
        !(self.left.is_empty() && self.unasked.is_empty() && self.order.is_empty())
    }

    /// The handler that completes the request, and what it needs to know.
    fn completion(&self) -> String {
        if !self.completes() {
            return String::new();
        }
        let steps = |place: &Place| Value::Array(place.iter().map(Step::to_json).collect());
        let mut text = String::new();
        let mut body = String::new();
        if !self.order.is_empty() {
            text += "\n# The definitions in the request's order; the SDK sorts them.\n";
            let _ = writeln!(text, "DEFINITIONS = {}", Python::Literal(self.order.clone().into()).at(0));
            body += "    params[\"TrainingJobDefinitions\"].sort(key=lambda one: DEFINITIONS.index(one[\"DefinitionName\"]))\n";
        }
        if !self.unasked.is_empty() {
            text += "\n# What the SDK sends of its own: the request has none of it.\n";
            let places = Value::Array(self.unasked.iter().map(steps).collect());
            let _ = writeln!(text, "NOT_ASKED_FOR = {}", Python::Literal(places).at(0));
            body += "    for path in NOT_ASKED_FOR:
        at = params
        for step in path[:-1]:
            at = at[step] if isinstance(at, list) else at.get(step, {})
        at.pop(path[-1], None)
";
        }
        if !self.left.is_empty() {
            text += "\n# Members of the request that the SDK cannot carry: where they are, and what is there.\n";
            let items = self.left.iter().map(|left| {
                Python::List(vec![Python::Literal(steps(&left.place)), Python::Literal(left.value.clone())])
            });
            let _ = writeln!(text, "BEYOND = {}", Python::List(items.collect()).at(0));
            body += "    for path, value in BEYOND:
        at = params
        for step in path[:-1]:
            at = at[step] if isinstance(at, list) else at.setdefault(step, {})
        at[path[-1]] = value
";
        }
        text +=
            "\n\ndef complete(params, **event):\n    \"\"\"Makes the SDK's request the one that was asked for.\"\"\"\n";
        text + &body
    }
}

/// A script in place of one that cannot be: the SDK tunes nothing without a training job definition.
const WITHOUT_DEFINITION: &str =
    "raise SystemExit(\"The request has no training job definition; the SDK needs one.\")\n";

/// What the script for a request is, and what of the request it has no argument for.
fn written(request: &Value, script: Option<Script>) -> (String, Vec<LeftOut>) {
    let Some(script) = script else {
        let left = Taking::of(request).left();
        let lost = left.into_iter().map(|left| LeftOut { path: left.path, carried: false });
        return (WITHOUT_DEFINITION.to_owned(), lost.collect());
    };
    let name = request["HyperParameterTuningJobName"].as_str().unwrap_or_default();
    let left = script.left.iter().map(|left| LeftOut { path: left.path.clone(), carried: true });
    (script.text(name), left.collect())
}

/// The places of the training job definitions that are tuned, and whether there are several: as AWS wants it, one of the two.
fn definitions(request: &Value) -> (Vec<Place>, bool) {
    if request.get("TrainingJobDefinition").is_some() {
        return (vec![place(&[], "TrainingJobDefinition")], false);
    }
    let count = request.get("TrainingJobDefinitions").and_then(Value::as_array).map_or(0, Vec::len);
    let list = place(&[], "TrainingJobDefinitions");
    ((0..count).map(|index| super::taking::item(&list, index)).collect(), true)
}
