//! A problem for a request that comes without one, so that every job can be run here: as itself where a model has its
//! hyperparameters, else with a made-up objective.

use super::check::is_trainable;
use super::document::Document;
use super::problem::ProblemModel;
use crate::model::ModelKind;
use crate::sagemaker::Request;

/// The models to try, the first that fits is taken; the default before the others.
const CANDIDATES: [ModelKind; 2] = [ModelKind::Mlp, ModelKind::LogisticRegression];

/// What chooses a model for the request of a document, one after the other; the first that has an answer. A catalogue of
/// algorithms, which knows them by their images, belongs before the names.
const CHOICES: [fn(&Document) -> Option<ProblemModel>; 1] = [by_names];

/// The document that runs a bare request.
pub fn dry_run_document(request: Request) -> Document {
    with_model(Document { request, ..Document::default() })
}

/// The model that a document runs with when its problem names none: by its request alone.
pub fn model_for(document: &Document) -> ProblemModel {
    CHOICES.iter().find_map(|choice| choice(document)).unwrap_or(ProblemModel::Surrogate)
}

/// A document whose problem names no model gets the one of its request, unless that is the default anyhow.
pub(super) fn with_model(mut document: Document) -> Document {
    let is_named = document.problem.as_ref().is_some_and(|problem| problem.model.is_some());
    if !is_named {
        let model = model_for(&document);
        if model != ProblemModel::DEFAULT {
            document.problem.get_or_insert_default().model = Some(model.name().to_owned());
        }
    }
    document
}

/// A model that takes every value the ranges can give, and reports the objective.
fn by_names(document: &Document) -> Option<ProblemModel> {
    CANDIDATES.into_iter().find(|model| is_trainable(document, *model)).map(ProblemModel::Trained)
}
