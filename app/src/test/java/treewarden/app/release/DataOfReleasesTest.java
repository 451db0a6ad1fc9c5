package treewarden.app.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.config.ConfigFile;
import treewarden.app.sdg.OpenSdg;
import treewarden.sdg.mix.Amount;
import treewarden.sdg.mix.DataSet;

class DataOfReleasesTest {
    @TempDir
    Path folder;

    @Test
    void theOperatorsDataSetsAreMixedIn() throws IOException {
        var file = Files.writeString(folder.resolve("worker.yaml"), """
                database: {sqlite: treewarden.db}
                teacher: {url: "http://127.0.0.1:1/v1", model: teacher}
                releases:
                  model: community/model
                  taxonomy: instructlab/taxonomy
                  base-model: base
                  data-sets:
                    skills: [foundational.jsonl=0.5]
                    knowledge: [earlier.jsonl]
                """);
        var config = ConfigFile.readForWorker(file, Map.of());
        var teacher = Objects.requireNonNull(config.teacher());
        var releases = Objects.requireNonNull(config.releases());

        try (var sdg = OpenSdg.open(teacher, config.documents(), config.cache(), Clock.systemUTC())) {
            var mix = new DataOfReleases(sdg, teacher, releases, Clock.systemUTC())
                    .of("release-20261123")
                    .mix();

            assertThat(mix.skillSets())
                    .isEqualTo(List.of(
                            new DataSet(folder.resolve("foundational.jsonl").toString(), new Amount.Passes(0.5))));
            assertThat(mix.knowledgeSets())
                    .isEqualTo(
                            List.of(new DataSet(folder.resolve("earlier.jsonl").toString(), Amount.ALL)));
        }
    }
}
