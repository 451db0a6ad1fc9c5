package treewarden.sdg.mix;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import treewarden.domain.release.KeptOut;
import treewarden.sdg.mix.WriteLeaf.Places;
import treewarden.sdg.mix.WriteLeaf.Written;
import treewarden.templates.DataCard;
import treewarden.templates.FunnelPicture;

/**
 * Writes the training files of a run: the files of each leaf, the recipes, the mixes, the older forms, the evaluation
 * tasks, the data card with its picture, and the report. The same leaves, settings and data sets give the same bytes.
 */
public final class MixData {
    static final String CARD = "README.md";
    static final String REPORT = "report.json";
    static final String PICTURE = "funnel.svg";

    private final MixSettings settings;
    private final KeptOut keptOut;

    public MixData(MixSettings settings) {
        this(settings, KeptOut.NOTHING);
    }

    /** @param keptOut no row that says that it was made of this goes in, also none of the operator's data sets */
    public MixData(MixSettings settings, KeptOut keptOut) {
        this.settings = settings;
        this.keptOut = keptOut;
    }

    /**
     * Reads the operator's data sets as {@link #mix} would, so that one that is missing or malformed is found before
     * hours of generation and not after.
     *
     * @param out the output folder, from which relative paths start
     * @throws MixException naming the file, the line and what to do
     */
    public void check(Path out) {
        var recipe = new MixRecipe(settings, keptOut);
        Stream.concat(settings.skillSets().stream(), settings.knowledgeSets().stream())
                .forEach(dataset -> recipe.check(out.resolve(dataset.path()).normalize()));
    }

    /**
     * Mixes the leaves, in the order of their paths.
     *
     * @param out the output folder. All files get their names in it at the end, when they are whole; those of an
     *     earlier run under the same name are replaced
     * @throws MixException naming the file that cannot be read or written, and what to do
     */
    public MixReport mix(List<MixLeaf> leaves, Path out) {
        var sorted = leaves.stream()
                .sorted(Comparator.comparing(leaf -> leaf.leaf().path()))
                .toList();
        var paths = sorted.stream().map(leaf -> leaf.leaf().path()).toList();
        if (paths.size() > new HashSet<>(paths).size()) {
            throw new IllegalArgumentException("a leaf is there twice");
        }
        try (var staging = Staging.in(out, settings.name())) {
            var report = write(sorted, staging.folder(), out);
            Output.text(staging.folder(), REPORT, WriteReport.of(settings, sorted, report));
            staging.publish(names());
            return report;
        } catch (UncheckedIOException e) {
            throw MixException.rows(e);
        }
    }

    private MixReport write(List<MixLeaf> leaves, Path folder, Path out) {
        var names = LeafNames.of(leaves.stream().map(leaf -> leaf.leaf().path()).toList());
        var places = new Places(folder, "node_datasets_" + settings.name(), out);
        var train = Output.to(folder.resolve(file("train")));
        var messages = Output.to(folder.resolve(file("messages")));
        var tests = Output.to(folder.resolve(file("test")));
        var written = new ArrayList<Written>();
        try (train;
                messages;
                tests) {
            var write = new WriteLeaf(settings, places, new WriteLegacy(settings.systemPrompt(), train, messages));
            var writeTests = new WriteTests(settings.systemPrompt(), tests);
            for (var leaf : leaves) {
                var path = leaf.leaf().path();
                written.add(write.write(leaf, names.getOrDefault(path, path)));
                writeTests.write(leaf.leaf());
            }
        }
        var files = new ArrayList<>(
                List.of(train.written(file("train")), messages.written(file("messages")), tests.written(file("test"))));
        written.forEach(leaf -> files.addAll(leaf.report().files()));
        var mixed = new MixLeaves(settings, keptOut, folder, out).mix(written);
        files.addAll(mixed.recipes());
        mixed.skills().ifPresent(mix -> files.add(mix.file()));
        mixed.knowledge().ifPresent(mix -> files.add(mix.file()));
        var reports = written.stream().map(Written::report).toList();
        var model = CardOf.run(settings, leaves, new MixReport(files, reports, mixed.skills(), mixed.knowledge()));
        files.add(Output.text(folder, PICTURE, FunnelPicture.svg(model.funnels())));
        files.add(Output.text(folder, CARD, new DataCard().render(model)));
        files.sort(Comparator.comparing(MixedFile::name));
        return new MixReport(files, reports, mixed.skills(), mixed.knowledge());
    }

    private String file(String kind) {
        return kind + "_" + settings.name() + ".jsonl";
    }

    /** All that a run under this name may write. */
    private List<String> names() {
        return List.of(
                file("train"),
                file("messages"),
                file("test"),
                file("skills_train_msgs"),
                file("knowledge_train_msgs"),
                "node_datasets_" + settings.name());
    }
}
