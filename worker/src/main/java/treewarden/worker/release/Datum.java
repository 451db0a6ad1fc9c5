package treewarden.worker.release;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import treewarden.sdg.mix.Amount;
import treewarden.sdg.mix.DataSet;

/** Something that a phase of the training learns from. */
public sealed interface Datum {
    /** As the configuration and people have it. */
    String words();

    /** Whether both give the same rows, or some of the same. */
    default boolean isOfTheSame(Datum other) {
        return this instanceof OwnFile file && other instanceof OwnFile same
                ? file.path().equals(same.path())
                : equals(other);
    }

    /** A mix of the data set that the teacher made of the leaves. */
    enum Mix implements Datum {
        /** Documents, and questions about them: the mix of phase 0.7. */
        KNOWLEDGE("knowledge"),

        /** Skills, and the knowledge once more: the mix of phase 1.0. */
        SKILLS("skills");

        private final String words;

        Mix(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }

        /** @param name of the data set */
        String file(String name) {
            return words + "_train_msgs_" + name + ".jsonl";
        }

        static Optional<Mix> named(String words) {
            return Stream.of(values()).filter(mix -> mix.words.equals(words)).findFirst();
        }
    }

    /**
     * A file of the operator's, or some of its rows.
     *
     * @param set with an absolute path
     */
    record OwnFile(DataSet set) implements Datum {
        /** What no path looks like that an operator means: one of our words, written wrong. */
        private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]*");

        /** Without its folder, which is nobody else's business: this is published. */
        @Override
        public String words() {
            return path().getFileName()
                    + (set.amount().equals(Amount.ALL) ? "" : "=" + set.amount().written());
        }

        Path path() {
            return Path.of(set.path());
        }
    }

    /**
     * What an entry means; the files are not looked at.
     *
     * @param path makes an absolute path of what is written
     * @throws IllegalArgumentException saying what is wrong with it, and what to write instead
     */
    static Datum read(String written, Function<String, Path> path) {
        int at = written.lastIndexOf('=');
        var name = at < 0 ? written : written.substring(0, at);
        var mix = Mix.named(name);
        if (mix.isPresent() && at < 0) {
            return mix.get();
        }
        if (mix.isPresent()) {
            throw new IllegalArgumentException("`" + name + "` is taken whole; take the amount out. A share of what an"
                    + " earlier phase learnt from comes once more by `replay`");
        }
        if (OwnFile.WORD.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "there is nothing called `" + name
                            + "` to learn from; name `knowledge`, `skills` or a JSONL file of yours, such as ./basics.jsonl=5000");
        }
        var set = DataSet.read(written, path);
        if (Path.of(set.path()).getFileName() == null) {
            throw new IllegalArgumentException("`" + name + "` names no file; name a JSONL file of yours");
        }
        if (set.amount().written().doubleValue() == 0) {
            throw new IllegalArgumentException(
                    "`" + name + "` gives no row with an amount of 0; take the entry out, or say how many");
        }
        return new OwnFile(set);
    }
}
