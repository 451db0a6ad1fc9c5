package treewarden.sdg.mix;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import treewarden.domain.release.KeptOut;
import treewarden.sdg.mix.MixRecipe.Source;
import treewarden.sdg.mix.WriteLeaf.Part;
import treewarden.sdg.mix.WriteLeaf.Written;

/** Writes the two recipes of a run, and mixes what they say. */
final class MixLeaves {
    private final MixSettings settings;
    private final KeptOut keptOut;
    private final Path folder;
    private final Path out;

    /**
     * @param folder that stands for the output folder, with the leaves' files in it
     * @param out the output folder, from which the operator's relative paths start
     */
    MixLeaves(MixSettings settings, KeptOut keptOut, Path folder, Path out) {
        this.settings = settings;
        this.keptOut = keptOut;
        this.folder = folder;
        this.out = out;
    }

    /** What was written. A recipe without data sets has no mix. */
    record Mixed(List<MixedFile> recipes, Optional<Mix> skills, Optional<Mix> knowledge) {}

    Mixed mix(List<Written> leaves) {
        long precomputed = precomputed();
        var skills = new ArrayList<>(theirs(settings.skillSets()));
        var knowledge = new ArrayList<>(theirs(settings.knowledgeSets()));
        for (var leaf : leaves) {
            boolean isKnowledge = !leaf.knowledge().isEmpty();
            leaf.skills().forEach(part -> skills.add(ours(isKnowledge ? notDrowned(part, precomputed) : part)));
            leaf.knowledge().forEach(part -> knowledge.add(ours(part)));
        }
        return new Mixed(
                List.of(recipe("skills", skills), recipe("knowledge", knowledge)),
                mixed("skills", skills),
                mixed("knowledge", knowledge));
    }

    /** Repeats what would have too small a share beside the operator's data sets. */
    private Part notDrowned(Part part, long precomputed) {
        long wanted = (long) (settings.smallestShare() * precomputed);
        return part.file().rows() < wanted
                ? new Part(part.file(), new Amount.Rows((int) Math.min(wanted, Amount.Rows.MOST)))
                : part;
    }

    private long precomputed() {
        long rows = 0;
        if (settings.smallestShare() > 0) {
            for (var source : theirs(settings.skillSets())) {
                rows += source.dataset().amount().of(lines(source.file()));
            }
        }
        return rows;
    }

    private long lines(Path file) {
        long count = 0;
        try (var lines = Lines.of(file, settings.limits().lineBytes())) {
            while (lines.next() != null) {
                count++;
            }
        }
        return count;
    }

    private List<Source> theirs(List<DataSet> datasets) {
        return datasets.stream()
                .map(dataset -> new Source(dataset, out.resolve(dataset.path()).normalize()))
                .toList();
    }

    private Source ours(Part part) {
        var name = part.file().name();
        return new Source(new DataSet(name, part.amount()), folder.resolve(name));
    }

    private MixedFile recipe(String kind, List<Source> sources) {
        var recipe = new Recipe(sources.stream().map(Source::dataset).toList(), settings.systemPrompt());
        return Output.text(folder, kind + "_recipe_" + settings.name() + ".yaml", recipe.written());
    }

    private Optional<Mix> mixed(String kind, List<Source> sources) {
        return Stream.of(sources)
                .filter(some -> !some.isEmpty())
                .map(some -> new MixRecipe(settings, keptOut)
                        .mix(
                                some,
                                settings.systemPrompt(),
                                folder.resolve(kind + "_train_msgs_" + settings.name() + ".jsonl")))
                .findFirst();
    }
}
