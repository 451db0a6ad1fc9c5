package treewarden.app.release;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.app.sdg.OpenSdg;
import treewarden.app.sdg.TeacherSettings;
import treewarden.domain.Digest;
import treewarden.domain.release.PlanSettings;
import treewarden.domain.release.PlanSettings.Part;
import treewarden.sdg.block.PipelineException;
import treewarden.sdg.mix.Amount;
import treewarden.sdg.mix.DataSet;
import treewarden.worker.hub.HashFolder;
import treewarden.worker.release.Datum;
import treewarden.worker.train.TrainingPlan;

/**
 * Takes the settings that a release would be made with now, each part by digest. What other machines are configured with is not
 * known here: all are meant to share one file.
 */
public final class TakeSettings {
    private final ReleaseSettings settings;
    private final @Nullable TeacherSettings teacher;

    public TakeSettings(ReleaseSettings settings, @Nullable TeacherSettings teacher) {
        this.settings = settings;
        this.teacher = teacher;
    }

    /** Reads the operator's files of rows, which may be large: for a plan, not for a page. */
    public PlanSettings now() {
        var parts = new ArrayList<Part>();
        parts.add(new Part("base model", baseModel()));
        parts.add(new Part("recipe", recipe()));
        data().ifPresent(digest -> parts.add(new Part("data sets", digest)));
        if (teacher != null) {
            parts.add(new Part("teacher", Digest.of(teacher.model())));
            pipeline(teacher).ifPresent(digest -> parts.add(new Part("pipeline", digest)));
        }
        return new PlanSettings(parts);
    }

    /** Its folder too: who puts another model there seldom thinks of its name. */
    private Digest baseModel() {
        var base = settings.recipe().base();
        return Digest.of(String.join(
                "\n",
                settings.card().baseModel(),
                base.revision(),
                base.folder().toString()));
    }

    /** How each phase learns, in the words in which the trainer tells one plan from another. */
    private Digest recipe() {
        var recipe = settings.recipe();
        var nowhere = Path.of("");
        var phases = new ArrayList<TrainingPlan.Phase>();
        recipe.phases()
                .forEach((name, phase) -> phases.add(
                        new TrainingPlan.Phase(name, List.of(), phase.replay(), phase.learning(), phase.lora())));
        return new TrainingPlan("", new TrainingPlan.Base(nowhere, ""), nowhere, phases, recipe.machine()).digest();
    }

    /** What phases learn from and what is mixed in with the leaves' rows; empty where a file cannot be read here. */
    private Optional<Digest> data() {
        try {
            var lines = new ArrayList<String>();
            settings.recipe().phases().forEach((name, phase) -> {
                lines.add("phase " + name);
                phase.data().forEach(datum -> lines.add(line(datum)));
            });
            var sets = settings.dataSets();
            lines.add("skills");
            sets.skills().forEach(set -> lines.add(line(set)));
            lines.add("knowledge");
            sets.knowledge().forEach(set -> lines.add(line(set)));
            return Optional.of(Digest.of(String.join("\n", lines)));
        } catch (UncheckedIOException e) {
            // Whoever mixes them says so, with the key to mend; a plan holds what is known.
            return Optional.empty();
        }
    }

    private static String line(Datum datum) {
        return datum instanceof Datum.OwnFile file ? line(file.set()) : datum.words();
    }

    private static String line(DataSet set) {
        return (set.amount().equals(Amount.ALL) ? "all" : set.amount().written()) + " of "
                + HashFolder.digest(Path.of(set.path()));
    }

    /** Its files, in the language and the form in which answers are asked for. */
    private static Optional<Digest> pipeline(TeacherSettings teacher) {
        try {
            return Optional.of(OpenSdg.pipelines(teacher).digest());
        } catch (PipelineException e) {
            // As above: the teacher's machine says what is wrong with it.
            return Optional.empty();
        }
    }
}
