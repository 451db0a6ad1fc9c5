package treewarden.worker.release;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.sdg.mix.MixException;
import treewarden.sdg.mix.MixRecipe;
import treewarden.sdg.mix.MixSettings;

/**
 * What each phase of the training learns from.
 *
 * @param phases by name, in their order
 */
public record PhaseData(Map<String, List<Datum>> phases) {
    /** LAB's two phases, each from the mix of its name. */
    public static final PhaseData USUAL = usual();

    public PhaseData {
        var copy = new LinkedHashMap<String, List<Datum>>();
        phases.forEach((name, data) -> copy.put(name, List.copyOf(data)));
        phases = Collections.unmodifiableMap(copy);
    }

    private static PhaseData usual() {
        var phases = new LinkedHashMap<String, List<Datum>>();
        phases.put(TrainingRecipe.KNOWLEDGE, List.of(Datum.Mix.KNOWLEDGE));
        phases.put(TrainingRecipe.SKILLS, List.of(Datum.Mix.SKILLS));
        return new PhaseData(phases);
    }

    /** A file of the operator's, and the phase that learns from it. */
    private record Used(String phase, Datum.OwnFile file) {
        /** With the key and the remedy, since people read it far from the configuration. */
        String says(String what) {
            return "`data` of the phase `" + phase + "` in `releases.recipe.phases`: " + what;
        }
    }

    private Stream<Used> used() {
        return phases.entrySet().stream()
                .flatMap(phase -> phase.getValue().stream()
                        .flatMap(datum -> datum instanceof Datum.OwnFile file
                                ? Stream.of(new Used(phase.getKey(), file))
                                : Stream.empty()));
    }

    /** The files of the operator's that phases learn from. */
    public List<Path> files() {
        return used().map(used -> used.file().path()).distinct().toList();
    }

    /** What is wrong with the files at a glance; the rows are not looked at. */
    public List<String> missing() {
        return used().flatMap(used -> missing(used).stream()).toList();
    }

    private static Optional<String> missing(Used used) {
        var path = used.file().path();
        if (Files.isDirectory(path)) {
            return Optional.of(used.says(path + " is a folder; name a JSONL file in it"));
        }
        if (!Files.exists(path)) {
            return Optional.of(used.says(path + ": there is no such file here; mend the path, or take the entry out"));
        }
        return Files.isReadable(path)
                ? Optional.empty()
                : Optional.of(
                        used.says(path + " cannot be read: this user may not; let the user of this process read it"));
    }

    /** What is wrong with the files, read as a mix would. */
    public List<String> problems() {
        var recipe = new MixRecipe(MixSettings.named("check"));
        return used().flatMap(used -> problem(used, recipe).stream()).toList();
    }

    private static Optional<String> problem(Used used, MixRecipe recipe) {
        var missing = missing(used);
        if (missing.isPresent()) {
            return missing;
        }
        try {
            return recipe.check(used.file().path()) == 0
                    ? Optional.of(used.says(used.file().path()
                            + " has no row that can be trained on; write some, or take the entry out"))
                    : Optional.empty();
        } catch (MixException e) {
            return Optional.of(used.says(String.valueOf(e.getMessage())));
        }
    }

    /**
     * Whether training files were made of the same. What was mixed for other phases is not to be learnt from; how they
     * learn makes no difference.
     */
    boolean isOf(Mixed mixed) {
        return mixed.phaseWords().equals(words());
    }

    /** Each phase with what it learns from, such as {@code skills: skills}. */
    List<String> words() {
        return phases.entrySet().stream()
                .map(phase -> phase.getKey() + ": "
                        + phase.getValue().stream().map(Datum::words).collect(Collectors.joining(", ")))
                .toList();
    }
}
