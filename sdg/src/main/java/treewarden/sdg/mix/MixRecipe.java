package treewarden.sdg.mix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import treewarden.domain.release.KeptOut;

/**
 * Mixes the data sets of a recipe into one training file. Its rows stand in an order that looks random and follows from
 * the seed and their ids, so that a new data set moves no other row past another.
 */
public final class MixRecipe {
    private final MixSettings settings;
    private final KeptOut keptOut;

    /** Of the settings, the seed, the limits and, for recipes that name none, the system prompt are used. */
    public MixRecipe(MixSettings settings) {
        this(settings, KeptOut.NOTHING);
    }

    /** @param keptOut no row that says that it was made of this goes in, whichever data set has it */
    MixRecipe(MixSettings settings, KeptOut keptOut) {
        this.settings = settings;
        this.keptOut = keptOut;
    }

    /**
     * Mixes what a recipe file says.
     *
     * @param out the training file: written under another name, and renamed when it is whole
     * @throws MixException naming the file and the line that cannot be used
     */
    public Mix mix(Path recipe, Path out) {
        var read = Recipe.read(recipe, settings.systemPrompt(), settings.limits());
        var sources = read.datasets().stream()
                .map(dataset -> new Source(
                        dataset,
                        recipe.toAbsolutePath().resolveSibling(dataset.path()).normalize()))
                .toList();
        return mix(sources, read.systemPrompt(), out);
    }

    /**
     * Mixes these data sets, each under an absolute path.
     *
     * @param out the training file: written under another name, and renamed when it is whole
     * @throws MixException naming the file and the line that cannot be used
     */
    public Mix mix(List<DataSet> datasets, Path out) {
        var sources = datasets.stream()
                .map(dataset -> new Source(dataset, Path.of(dataset.path())))
                .toList();
        return mix(sources, settings.systemPrompt(), out);
    }

    /** A data set, and where its file is now. */
    record Source(DataSet dataset, Path file) {}

    Mix mix(List<Source> sources, String systemPrompt, Path out) {
        var name = String.valueOf(out.getFileName());
        var unfinished = out.resolveSibling("." + name + ".unfinished");
        var taken = new ArrayList<Mix.Taken>();
        var written = Output.to(unfinished);
        try (var shuffle = new Shuffle(
                out.resolveSibling("." + name + ".parts"),
                bytes(sources),
                settings.limits().partBytes())) {
            try (written) {
                for (var source : sources) {
                    taken.add(take(source, systemPrompt, shuffle));
                }
                shuffle.into(written);
            }
            Folders.rename(unfinished, out);
        } finally {
            Folders.delete(unfinished);
        }
        return new Mix(written.written(name), taken);
    }

    /**
     * Reads a data set as a mix would, and says how many of its rows can be trained on.
     *
     * @throws MixException naming the file and the line that cannot be used
     */
    public long check(Path file) {
        return keys(file, settings.systemPrompt()).length;
    }

    private Mix.Taken take(Source source, String systemPrompt, Shuffle shuffle) {
        var draw = draw(source, systemPrompt);
        var dropped = new Counts();
        var rows = new MixRow(systemPrompt, keptOut, dropped);
        long seen = 0;
        long taken = 0;
        try (var lines = Lines.of(source.file(), settings.limits().lineBytes())) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                bounded(++seen, lines);
                var row = rows.of(line, lines);
                if (row.isEmpty()) {
                    continue;
                }
                int copies = draw.next();
                var text = copies == 0 ? new byte[0] : Json.line(row.get().row());
                for (int copy = 0; copy < copies; copy++) {
                    shuffle.add(Dice.key(settings.seed(), "order", row.get().id() + "#" + copy), text);
                }
                taken += copies;
            }
        }
        return new Mix.Taken(source.dataset().path(), source.dataset().amount().written(), seen, taken, dropped.map());
    }

    private Draw draw(Source source, String systemPrompt) {
        var amount = source.dataset().amount();
        if (amount instanceof Amount.Passes passes && passes.ratio() == Math.rint(passes.ratio())) {
            return Draw.whole((int) passes.ratio());
        }
        var keys = keys(source.file(), systemPrompt);
        return Draw.of(amount.of(keys.length), keys);
    }

    private long[] keys(Path file, String systemPrompt) {
        var rows = new MixRow(systemPrompt, keptOut, new Counts());
        var keys = new long[1024];
        int count = 0;
        try (var lines = Lines.of(file, settings.limits().lineBytes())) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                var row = rows.of(line, lines);
                if (row.isPresent()) {
                    bounded(count + 1, lines);
                    if (count == keys.length) {
                        keys = Arrays.copyOf(keys, count * 2);
                    }
                    keys[count++] = Dice.key(settings.seed(), "draw", row.get().id());
                }
            }
        }
        return Arrays.copyOf(keys, count);
    }

    private void bounded(long rows, Lines lines) {
        if (rows > settings.limits().rows()) {
            throw lines.malformed("a data set has at most " + settings.limits().rows() + " rows");
        }
    }

    /** About how long the mix becomes. Too low a number costs memory, not correctness. */
    private static long bytes(List<Source> sources) {
        long bytes = 0;
        for (var source : sources) {
            try {
                double passes = source.dataset().amount() instanceof Amount.Passes some ? some.ratio() : 1;
                bytes += (long) (Files.size(source.file()) * passes);
            } catch (IOException e) {
                throw MixException.unreadable(source.file(), e);
            }
        }
        return bytes;
    }
}
