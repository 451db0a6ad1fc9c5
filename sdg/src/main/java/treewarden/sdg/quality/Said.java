package treewarden.sdg.quality;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.sdg.data.DataRow;

/**
 * What a row says, without the pipeline's own columns: untrusted text.
 *
 * @param question without the context that it begins with in a finished grounded row
 * @param context what the question is asked of; null where it stands by itself, as questions of knowledge do
 * @param sources the texts that the answer may have been copied from
 */
record Said(String question, String answer, @Nullable String context, List<String> sources) {
    private static final List<String> DOCUMENTS = List.of("document", "raw_document", "base_document");

    Said {
        sources = List.copyOf(sources);
    }

    static Said of(DataRow row) {
        var question = row.columns().containsKey("question") ? row.text("question") : row.text("output");
        var context = row.columns().get("context");
        var sources = new ArrayList<String>();
        if (context != null && !context.isBlank()) {
            sources.add(context);
            if (question.startsWith(context)) {
                question = question.substring(context.length()).strip();
            }
        }
        for (var column : DOCUMENTS) {
            var text = row.text(column);
            if (!text.isBlank() && !sources.contains(text)) {
                sources.add(text);
            }
        }
        return new Said(question, row.text("response"), blank(context), sources);
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    int length() {
        return question.length() + answer.length() + (context == null ? 0 : context.length());
    }
}
