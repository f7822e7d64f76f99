//! AWS's names in the spelling of other tools.

/// `VolumeSizeInGB` as `volume_size_in_gb`: as the Python SDK's version 3 and Terraform's provider spell members.
pub(super) fn snake(name: &str) -> String {
    let mut snake = String::new();
    let mut before = None;
    for character in name.chars() {
        if character.is_ascii_uppercase()
            && before.is_some_and(|before: char| before.is_ascii_lowercase() || before.is_ascii_digit())
        {
            snake.push('_');
        }
        snake.push(character.to_ascii_lowercase());
        before = Some(character);
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::snake;

    #[test]
    fn members_are_spelled_as_the_tools_do() {
        for (name, spelled) in [
            ("VolumeSizeInGB", "volume_size_in_gb"),
            ("S3DataSource", "s3_data_source"),
            ("S3Uri", "s3_uri"),
            ("HyperParameterTuningJobName", "hyper_parameter_tuning_job_name"),
            ("UltraServerId", "ultra_server_id"),
            ("Type", "type"),
        ] {
            assert_eq!(snake(name), spelled);
        }
    }
}
