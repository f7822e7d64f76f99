//! A problem for a request that comes without one, so that every job can be run here: as itself where a model has its
//! hyperparameters, else with a made-up objective. Nobody has a test function without asking for one.

use super::check::{is_of_function, is_trainable};
use super::document::{DatasetDocument, Document};
use super::form::{problem_model, put_model};
use super::problem::ProblemModel;
use super::stand_in::{is_of_sagemaker, stand_in};
use crate::dataset::DatasetName;
use crate::model::ModelKind;
use crate::sagemaker::Request;

/// The models to try, the first that fits is taken; the default before the others.
const CANDIDATES: [ModelKind; 4] =
    [ModelKind::Mlp, ModelKind::LogisticRegression, ModelKind::GradientBoostedTrees, ModelKind::DecisionTree];

/// Data sets besides the default that the metrics of a request may ask for: of several classes, and of numbers.
const OTHER_DATASETS: [DatasetName; 2] = [DatasetName::Iris, DatasetName::Airfoil];

/// What chooses a model for the request of a document, one after the other; the first that has an answer. The image says
/// more than the names.
const CHOICES: [fn(&Document) -> Option<ProblemModel>; 2] = [by_stand_in, by_names];

/// The document that runs a bare request.
pub fn dry_run_document(request: Request) -> Document {
    with_model(Document { request, ..Document::default() })
}

/// The model that a document runs with when its problem names none: by its request alone.
pub fn model_for(document: &Document) -> ProblemModel {
    CHOICES.iter().find_map(|choice| choice(document)).unwrap_or(ProblemModel::Surrogate)
}

/// A document whose problem names no model gets the one of its request, unless that is the default anyhow; and where it names
/// no data set either, one with the metrics that the request asks for, if a model trains on it what is made up otherwise.
pub(super) fn with_model(mut document: Document) -> Document {
    let problem = document.problem.clone().unwrap_or_default();
    if problem.model.is_some() {
        return document;
    }
    let mut model = model_for(&document);
    if model == ProblemModel::Surrogate && problem.dataset.is_none() {
        for dataset in OTHER_DATASETS {
            let mut other = document.clone();
            let named = DatasetDocument { name: Some(dataset.name().to_owned()), ..DatasetDocument::default() };
            other.problem.get_or_insert_default().dataset = Some(named);
            let other_model = model_for(&other);
            if other_model != ProblemModel::Surrogate {
                (document, model) = (other, other_model);
                break;
            }
        }
    }
    if model != ProblemModel::DEFAULT {
        document.problem.get_or_insert_default().model = Some(model.name().to_owned());
    }
    document
}

/// The document with another request, its problem and settings as they were. Where its model cannot train what the new
/// request tunes, where its variables are not those of a test function, and where the old request alone had chosen the surrogate, the model is chosen anew; a surrogate that
/// somebody chose stays. What changes with the model is what changes when a person chooses it, but the request stays as it is.
pub fn refit(before: Document, request: Request) -> Document {
    if before.request == request {
        return before;
    }
    let is_by_request = || problem_model(&before) == Some(model_for(&before));
    let keeps_surrogate = problem_model(&before) == Some(ProblemModel::Surrogate) && !is_by_request();
    let mut document = Document { request, ..before };
    let fits = match problem_model(&document) {
        Some(ProblemModel::Trained(model)) => is_trainable(&document, model),
        Some(ProblemModel::Surrogate) => keeps_surrogate,
        Some(ProblemModel::TestFunction(function)) => is_of_function(&document, function),
        None => false,
    };
    if !fits {
        let model = model_for(&document);
        put_model(&mut document, model.name());
    }
    document
}

/// The model that stands for the algorithm, where it takes all that is asked of it. An algorithm of SageMaker's own that no
/// model stands for is made up, however like a model's its hyperparameters are called.
fn by_stand_in(document: &Document) -> Option<ProblemModel> {
    let model = stand_in(&document.request).filter(|model| is_trainable(document, *model));
    let made_up = || is_of_sagemaker(&document.request).then_some(ProblemModel::Surrogate);
    model.map(ProblemModel::Trained).or_else(made_up)
}

/// A model that takes every value the ranges can give, and reports the objective.
fn by_names(document: &Document) -> Option<ProblemModel> {
    CANDIDATES.into_iter().find(|model| is_trainable(document, *model)).map(ProblemModel::Trained)
}
