package treewarden.sdg.quality;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An answer tells what its source says, and is no long passage of it word for word. */
final class CopiedPassage implements Check {
    @Override
    public String name() {
        return "verbatim-copy";
    }

    @Override
    public String documentation() {
        return "The answer is not mostly a passage of its document or context, word for word. Facts may be quoted.";
    }

    @Override
    public String remedy() {
        return "Let the seed examples answer in words of their own, and ask for what takes more than one place of the"
                + " document to answer.";
    }

    @Override
    public @Nullable String trouble(Subject subject) {
        var settings = subject.settings();
        var said = subject.said();
        if (said.sources().isEmpty()) {
            return null;
        }
        var answer = subject.answer();
        if (answer.size() < settings.copiedWords()) {
            return null;
        }
        for (var source : said.sources()) {
            var common = CommonRuns.of(answer, Words.of(source));
            double share = (double) common.covered() / answer.size();
            if (common.longest() >= settings.copiedWords() && share >= settings.copiedShare()) {
                return String.format(
                        Locale.ROOT,
                        "the answer is copied: %.0f %% of it stands in the %s word for word, up to %d words in a row",
                        share * 100,
                        source.equals(said.context()) ? "context" : "document",
                        common.longest());
            }
        }
        return null;
    }
}
