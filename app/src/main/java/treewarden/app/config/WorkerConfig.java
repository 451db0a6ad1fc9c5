package treewarden.app.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import treewarden.app.release.ReleaseSettings;
import treewarden.app.sdg.CacheSettings;
import treewarden.app.sdg.DocumentPlaces;
import treewarden.app.sdg.StudentSettings;
import treewarden.app.sdg.TeacherSettings;

/** What a worker knows of the configuration. */
public record WorkerConfig(
        Config.DatabaseSettings database,
        Path artifacts,
        @Nullable TeacherSettings teacher,
        @Nullable StudentSettings student,
        DocumentPlaces documents,
        CacheSettings cache,
        Config.SampleSettings sample,
        Config.JobSettings jobs,
        @Nullable ReleaseSettings releases) {}
