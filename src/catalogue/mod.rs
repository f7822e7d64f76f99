//! SageMaker's built-in algorithms as data: what each can tune and in which ranges, which metrics it reports, what it cannot
//! train without, where its image is; and a first request for each.
//!
//! The facts are those of the AWS developer guide (source: its public repository as archived in June 2023, pages
//! `<algorithm>-tuning` and `<algorithm>_hyperparameters`) and of the registry accounts in SageMaker's Python SDK
//! (`image_uri_config`, Apache-2.0, August 2026). Where pages disagree, the table says which one it follows. Lists like these
//! age: a newer image may know more than is written here, so nothing made of them is more than a warning.

mod algorithms;
mod registry;
mod start;
mod table;

pub use algorithms::ALGORITHMS;
pub use registry::{REGIONS, Region, Registry, training_image};
pub use start::{StartError, parameter_ranges, regions, starting_request};
pub use table::{
    Algorithm, Channel, EarlyStopping, HyperParameter, Image, Metric, Need, Range, Start, StaticHyperParameter,
};

use crate::sagemaker::HyperParameterTrainingJobDefinition;

/// The algorithm with this [`id`](Algorithm::id), such as `linear-learner`.
pub fn find(id: &str) -> Option<&'static Algorithm> {
    ALGORITHMS.iter().copied().find(|algorithm| algorithm.id == id)
}

/// True for an image in a repository that is called as one of SageMaker's own. A copy in another account is taken for the
/// original, and one of an unknown account too: AWS opens Regions faster than lists are kept.
pub fn is_built_in(image: &str) -> bool {
    of_image(image).next().is_some()
}

/// The algorithm that a definition trains, by the repository of its image; of several in one image, the one that its static
/// hyperparameters choose. `None` for every other image.
pub fn of_definition(definition: &HyperParameterTrainingJobDefinition) -> Option<&'static Algorithm> {
    let image = definition.algorithm_specification.training_image.as_deref()?;
    let statics = definition.static_hyper_parameters.as_ref();
    let is_chosen = |algorithm: &&Algorithm| {
        algorithm
            .chosen_by
            .is_none_or(|(name, value)| statics.and_then(|statics| statics.get(name)).is_some_and(|own| own == value))
    };
    of_image(image).find(is_chosen)
}

/// True where a script of the user's own runs in the image, which may be one of SageMaker's: it needs what the script needs, and
/// reports what the script reports.
pub fn runs_script(definition: &HyperParameterTrainingJobDefinition) -> bool {
    definition.static_hyper_parameters.as_ref().is_some_and(|statics| statics.get("sagemaker_program").is_some())
}

/// The algorithms in an image of this repository name.
fn of_image(image: &str) -> impl Iterator<Item = &'static Algorithm> {
    let repository = image.rsplit('/').next().unwrap_or(image);
    let repository = repository.split([':', '@']).next().unwrap_or(repository);
    ALGORITHMS.iter().copied().filter(move |algorithm| algorithm.image.repositories().any(|name| name == repository))
}
