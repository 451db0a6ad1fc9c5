package treewarden.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import treewarden.app.release.ReleaseSettings;
import treewarden.app.release.ReleaseSettings.Launch;
import treewarden.bot.release.AnnounceRelease.Notes;
import treewarden.bot.release.FindMerged.Admission;
import treewarden.bot.remind.WorkCalendar;
import treewarden.sdg.mix.DataSet;
import treewarden.worker.evaluate.RunTasks;
import treewarden.worker.evaluate.ServeCommand;
import treewarden.worker.hub.HubRepo;
import treewarden.worker.hub.HubRepo.Visibility;
import treewarden.worker.release.ConvertModel;
import treewarden.worker.release.DecideOnCandidate.Approval;
import treewarden.worker.release.ReleaseCalendar;
import treewarden.worker.release.ReleaseCalendar.CronLine;
import treewarden.worker.release.TrainingRecipe;
import treewarden.worker.train.TrainingPlan.Base;
import treewarden.worker.train.TrainingPlan.Sharding;

/**
 * The section about releases.
 *
 * @param path makes a path of what the file says
 */
record ReleaseSection(Section section, Secrets secrets, Function<String, Path> path) {
    private static final int MOST = 1_000_000;

    /**
     * Null where no model is released.
     *
     * @param usualNotes where the file says nothing: on where the App may write contents anyway
     */
    @Nullable
    ReleaseSettings read(List<String> repositories, WorkCalendar calendar, Notes usualNotes) {
        if (!section.isPresent()) {
            return null;
        }
        var model = hubName("model", section.required("model", "the model's repository on the Hub, owner/name"));
        var data = section.text("data-set");
        var taxonomy = section.text("taxonomy", repositories.isEmpty() ? "" : repositories.get(0));
        if (!repositories.isEmpty() && !repositories.contains(taxonomy)) {
            section.problem("taxonomy", "`releases.taxonomy` must be one of `github.repositories`");
        }
        var recipe = recipe();
        return new ReleaseSettings(
                model,
                data == null ? null : hubName("data-set", data),
                taxonomy,
                card(model),
                dataSets(section.section("data-sets")),
                path.apply(section.text("folder", "data/releases")),
                section.number("kept", 3, 2, 1_000),
                deciding(),
                telling(usualNotes),
                schedule(calendar),
                recipe,
                launch(recipe),
                evaluation(section.section("evaluation")),
                hub());
    }

    private String hubName(String key, String name) {
        try {
            if (!name.isEmpty()) {
                HubRepo.model(name);
            }
        } catch (IllegalArgumentException e) {
            section.problem(key, "`releases." + key + "`: " + e.getMessage());
        }
        return name;
    }

    private ReleaseSettings.Card card(String model) {
        var languages = section.texts("languages");
        return new ReleaseSettings.Card(
                section.text("title", model.contains("/") ? model.substring(model.indexOf('/') + 1) : model),
                section.text("license", "apache-2.0"),
                languages.isEmpty() ? List.of("en") : languages,
                section.text("base-model-name", section.text("base-model", "")));
    }

    private ReleaseSettings.Deciding deciding() {
        return new ReleaseSettings.Deciding(
                section.oneOf("admission", Admission.APPROVED, "approved or merged"),
                new GateSection(section.section("gate")).read(),
                section.oneOf("approval", Approval.BY_A_PERSON, "by-a-person or by-rule"),
                section.oneOf("ask", ReleaseSettings.Askers.TRIAGERS, "nobody, maintainers, triagers or contributors"));
    }

    private @Nullable ReleaseCalendar schedule(WorkCalendar calendar) {
        var schedule = section.section("schedule");
        if (!schedule.isPresent()) {
            return null;
        }
        schedule.required("cron", "minute, hour, day of month, month and day of week, such as 0 6 * * mon");
        return new ReleaseCalendar(
                schedule.parsed("cron", new CronLine("0 6 * * 1"), "a cron line such as 0 6 * * mon", CronLine::new),
                calendar.zone(),
                calendar::isWorkingDay,
                schedule.number("least-contributions", 1, 1, MOST),
                schedule.duration("quiet", Duration.ofHours(2)));
    }

    private TrainingRecipe recipe() {
        var folder = path.apply(section.required("base-model", "the folder of the base model"));
        return new RecipeSection(section.section("recipe"), path)
                .read(new Base(folder, section.text("base-model-revision", "")));
    }

    /** One process has nobody to spread its weights over. */
    private Launch launch(TrainingRecipe recipe) {
        var trainer = section.section("trainer");
        var launch = new LaunchSection(trainer, path).read();
        if (recipe.machine().sharding() == Sharding.FSDP && launch.processes() == 1) {
            trainer.problem(
                    "processes",
                    "`releases.recipe.sharding` spreads the weights over several processes, and there is one; set"
                            + " `releases.trainer.processes` to the GPUs of a machine");
        }
        return launch;
    }

    private ReleaseSettings.DataSets dataSets(Section sets) {
        return new ReleaseSettings.DataSets(dataSets(sets, "skills"), dataSets(sets, "knowledge"));
    }

    private List<DataSet> dataSets(Section sets, String key) {
        var read = new ArrayList<DataSet>();
        for (var written : sets.texts(key)) {
            try {
                read.add(DataSet.read(written, path));
            } catch (IllegalArgumentException e) {
                sets.problem(key, "`releases.data-sets." + key + "`: " + e.getMessage());
            }
        }
        return read;
    }

    private ReleaseSettings.Evaluation evaluation(Section evaluation) {
        var regression = evaluation.text("regression-set");
        return new ReleaseSettings.Evaluation(
                serve(evaluation),
                benchmarks(evaluation.section("benchmarks")),
                regression == null ? null : path.apply(regression));
    }

    private static ServeCommand serve(Section evaluation) {
        var usual = ServeCommand.VLLM;
        var words = evaluation.texts("serve");
        var ready = evaluation.duration("ready", usual.startup());
        int context = evaluation.number("context-tokens", usual.contextTokens(), 64, 10_000_000);
        try {
            return new ServeCommand(
                    words.isEmpty() ? usual.argv() : words,
                    ready,
                    usual.stop(),
                    context,
                    usual.concurrency(),
                    usual.deadline());
        } catch (IllegalArgumentException e) {
            evaluation.problem("serve", "`releases.evaluation.serve`: " + e.getMessage());
            return usual;
        }
    }

    private static RunTasks benchmarks(Section benchmarks) {
        var words = benchmarks.texts("command");
        var longest = benchmarks.duration("longest", Duration.ofHours(12));
        try {
            return new RunTasks(words, Path.of(""), longest);
        } catch (IllegalArgumentException e) {
            benchmarks.problem("command", "`releases.evaluation.benchmarks.command`: " + e.getMessage());
            return RunTasks.NONE;
        }
    }

    private ReleaseSettings.Telling telling(Notes usualNotes) {
        var notes = section.oneOf("notes", usualNotes, "on or off");
        var served = section.section("served");
        if (!served.isPresent()) {
            return new ReleaseSettings.Telling(notes, null);
        }
        var nowhere = URI.create("http://127.0.0.1");
        served.required("url", "where each released model is served, such as http://127.0.0.1:8000/v1");
        var url = served.parsed("url", nowhere, "an http or https address", ConfigFile::address);
        return new ReleaseSettings.Telling(
                notes,
                new ReleaseSettings.Served(
                        url, served.required("model", "its name there; {release} stands for the release's name")));
    }

    private ReleaseSettings.HubSettings hub() {
        var endpoint = section.parsed(
                "hub", URI.create("https://huggingface.co"), "an http or https address", ConfigFile::address);
        ConfigFile.encrypted(section, "hub", endpoint);
        return new ReleaseSettings.HubSettings(
                endpoint,
                secrets.optional("TREEWARDEN_HUB_TOKEN"),
                section.oneOf("visibility", Visibility.PUBLIC, "public, gated or private"),
                section.number("keep", 10, 1, 1_000),
                candidates(section.section("candidates")),
                converts(section.section("gguf")));
    }

    private ReleaseSettings.@Nullable Candidates candidates(Section candidates) {
        if (!candidates.isPresent()) {
            return null;
        }
        var name = candidates.required("repository", "a repository on the Hub for candidates, owner/name");
        var visibility = candidates.oneOf("visibility", Visibility.PRIVATE, "gated or private");
        if (visibility == Visibility.PUBLIC) {
            candidates.problem(
                    "visibility",
                    "`releases.candidates.visibility` must be gated or private: nobody has approved a candidate");
        }
        try {
            HubRepo.model(name.isEmpty() ? "a/b" : name);
        } catch (IllegalArgumentException e) {
            candidates.problem("repository", "`releases.candidates.repository`: " + e.getMessage());
        }
        if (name.equals(section.text("model"))) {
            candidates.problem(
                    "repository", "`releases.candidates.repository` must be another one than `releases.model`");
        }
        return new ReleaseSettings.Candidates(name, visibility);
    }

    private static @Nullable ConvertModel converts(Section gguf) {
        if (!gguf.isPresent()) {
            return null;
        }
        try {
            return new ConvertModel(
                    gguf.texts("command"),
                    gguf.text("file", "model.gguf"),
                    gguf.duration("longest", Duration.ofHours(6)));
        } catch (IllegalArgumentException e) {
            gguf.problem("command", "`releases.gguf`: " + e.getMessage());
            return null;
        }
    }
}
