package treewarden.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChildEnvironmentTest {
    @Test
    void ofWhatABuilderWasGivenNoSecretIsLeft() {
        var builder = new ProcessBuilder("true");
        builder.environment().put("TREEWARDEN_HUB_TOKEN", "canary");
        builder.environment().put("TREEWARDEN_GITHUB_PRIVATE_KEY", "canary");
        builder.environment().put("CUDA_API_KEY", "canary");
        builder.environment().put("HF_HUB_OFFLINE", "0");
        builder.environment().put("CUDA_VISIBLE_DEVICES", "0");

        ChildEnvironment.limit(builder);

        assertThat(builder.environment())
                .doesNotContainValue("canary")
                .containsEntry("CUDA_VISIBLE_DEVICES", "0")
                .containsAllEntriesOf(ChildEnvironment.FIXED);
    }
}
