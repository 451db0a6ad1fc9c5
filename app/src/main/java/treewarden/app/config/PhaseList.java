package treewarden.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import treewarden.worker.release.Datum;
import treewarden.worker.release.TrainingRecipe.Phase;
import treewarden.worker.train.TrainingPlan.Learning;

/**
 * The phases of the training as an operator lists them.
 *
 * @param recipe the section that holds the list
 * @param path makes a path of what the file says
 * @param length tokens of the longest row
 */
record PhaseList(Section recipe, Function<String, Path> path, int length) {
    /** A phase's rows lie in a file of its name, and the trainer's events carry it. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

    /** Each is a training of its own; what has more was not meant. */
    private static final int MOST = 32;

    Map<String, Phase> read(List<Section> entries) {
        var phases = new LinkedHashMap<String, Phase>();
        for (var entry : entries) {
            var name = name(entry, phases.keySet());
            var data = data(entry);
            var usual = data.contains(Datum.Mix.SKILLS) ? Learning.SKILLS : Learning.KNOWLEDGE;
            phases.put(name, new PhaseSection(entry, length).phase(data, usual, Set.copyOf(phases.keySet())));
        }
        if (entries.size() > MOST) {
            recipe.problem("phases", "`releases.recipe.phases` has at most " + MOST + " phases; put some together");
        }
        boolean isTaught = phases.values().stream()
                .anyMatch(
                        phase -> phase.data().isEmpty() || phase.data().stream().anyMatch(Datum.Mix.class::isInstance));
        if (!entries.isEmpty() && !isTaught) {
            recipe.problem(
                    "phases",
                    "no phase of `releases.recipe.phases` learns from what people contribute; name `knowledge` or `skills`"
                            + " in the `data` of one");
        }
        return phases;
    }

    private static String name(Section entry, Set<String> earlier) {
        var name = entry.required("name", "what the phase is called, such as foundations");
        if (!name.isBlank() && !NAME.matcher(name).matches()) {
            entry.problem(
                    "name",
                    entry.named("name")
                            + " is made of at most 40 of a to z, 0 to 9, - and _, and begins with a letter or a"
                            + " digit");
        } else if (earlier.contains(name) && !name.isBlank()) {
            entry.problem(
                    "name",
                    entry.named("name") + ": a phase before this one is called " + name + " too; rename one of them");
        }
        return name;
    }

    /** Empty only where there is a problem. */
    private List<Datum> data(Section entry) {
        var data = new ArrayList<Datum>();
        var written = entry.texts(
                "data",
                "say what the phase learns from: `knowledge`, `skills`, or a JSONL file such as basics.jsonl=5000");
        for (var one : written) {
            try {
                var read = Datum.read(one, path);
                if (data.stream().anyMatch(other -> other.isOfTheSame(read))) {
                    throw new IllegalArgumentException("`" + one + "` stands there twice; keep one of them"
                            + (read instanceof Datum.OwnFile ? ". A file with =2.0 behind it is taken twice" : ""));
                }
                data.add(read);
            } catch (IllegalArgumentException e) {
                entry.problem("data", entry.named("data") + ": " + e.getMessage());
            }
        }
        return data;
    }
}
