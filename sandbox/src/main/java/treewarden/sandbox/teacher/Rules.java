package treewarden.sandbox.teacher;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import treewarden.sandbox.http.Json;

/** Turns a prompt into an answer of the form that it asks for. */
final class Rules {

    private static final int PAIRS_UNLESS_TOLD = 3;

    private Rules() {}

    /**
     * Answers a prompt.
     *
     * @param salt tells apart several answers to one prompt
     */
    static String answer(String text, long salt) {
        var prompt = Prompt.read(text);
        long hash = prompt.hash(salt);
        return switch (prompt.form()) {
            case TAGGED -> tagged(prompt, hash);
            case JSON -> json(prompt, hash);
            case PAIRS -> pairs(prompt, hash);
            case PLAIN -> plain(prompt, hash);
        };
    }

    private static String tagged(Prompt prompt, long hash) {
        var outputs = prompt.outputs();
        boolean judging = outputs.stream().anyMatch(output -> prompt.kind(output.name()) == Wanted.VERDICT);
        int count = judging ? 1 : Wanted.count(prompt.instructions(), 1);
        var columns = outputs.stream()
                .map(output -> write(prompt, hash, output.name(), count))
                .toList();
        var lines = new ArrayList<String>();
        for (int item = 0; item < count; item++) {
            for (int part = 0; part < outputs.size(); part++) {
                var name = outputs.get(part).name();
                lines.add("[Start of " + name + "]");
                lines.add(columns.get(part).get(item));
                lines.add("[End of " + name + "]");
            }
        }
        return String.join("\n", lines);
    }

    private static String json(Prompt prompt, long hash) {
        var json = Json.object();
        for (var output : prompt.outputs()) {
            var text = write(prompt, hash, output.name(), 1).get(0);
            if (output.kind() == Wanted.VERDICT && text.chars().allMatch(Character::isDigit)) {
                json.put(output.name(), Integer.parseInt(text));
            } else {
                json.put(output.name(), text);
            }
        }
        return json.toString();
    }

    /** So many texts of the kind that a name tells; those of different kinds at one place belong together. */
    static List<String> write(Prompt prompt, long hash, String name, int count) {
        return switch (prompt.kind(name)) {
            case QUESTION ->
                prompt.wantsChoices()
                        ? MultipleChoice.questions(prompt, hash, questions(prompt, hash, count))
                        : questions(prompt, hash, count);
            case CONTEXT ->
                new Writer(
                                prompt.last("context", "passage", "paragraph").orElseGet(prompt::content),
                                Optional.empty(),
                                hash)
                        .contexts(count);
            case ANSWER ->
                prompt.wantsChoices()
                        ? MultipleChoice.answers(prompt, hash, questions(prompt, hash, count))
                        : answers(prompt, hash, count);
            case REASON -> repeat(new Judge(prompt, hash).reason(), count);
            case VERDICT -> repeat(new Judge(prompt, hash).verdict(), count);
            case TEXT -> repeat(prompt.last(name.toLowerCase(Locale.ROOT)).orElseGet(() -> gist(prompt)), count);
        };
    }

    /** Where a context or document is given, the questions are about it; else they are like the example. */
    private static List<String> questions(Prompt prompt, long hash, int count) {
        var given = prompt.given();
        return given.isPresent()
                ? new Writer(given.get(), Optional.empty(), hash).questions(count)
                : new Writer(prompt.content(), prompt.last("question", "query", "instruction"), hash).questions(count);
    }

    private static List<String> answers(Prompt prompt, long hash, int count) {
        boolean alsoQuestions = prompt.outputs().stream().anyMatch(output -> output.kind() == Wanted.QUESTION);
        var questions = alsoQuestions
                ? questions(prompt, hash, count)
                : repeat(prompt.last("question", "query").orElseGet(prompt::content), count);
        var source = prompt.last("context", "document", "passage").orElse("");
        return questions.stream()
                .map(question -> Writer.answer(question, source))
                .toList();
    }

    private static String pairs(Prompt prompt, long hash) {
        var document = prompt.last("document", "context", "passage").orElseGet(prompt::content);
        int count = Wanted.count(prompt.instructions(), PAIRS_UNLESS_TOLD);
        return new Writer(document, Optional.empty(), hash)
                .questions(count).stream()
                        .map(question -> "[QUESTION]\n" + question + "\n[ANSWER]\n" + Writer.answer(question, document)
                                + "\n[END]")
                        .collect(Collectors.joining("\n"));
    }

    /** Without tags: a question with its answer where both are spoken of, else the gist of the content. */
    private static String plain(Prompt prompt, long hash) {
        var instructions = prompt.instructions().toLowerCase(Locale.ROOT);
        if (instructions.contains("question") && instructions.contains("answer")) {
            var question = questions(prompt, hash, 1).get(0).split("[.?]", 2)[0];
            return question + "? "
                    + Writer.answer(question, prompt.last("context", "document").orElse(""));
        }
        return gist(prompt);
    }

    /** The content's own first sentences: a summary that adds nothing. */
    private static String gist(Prompt prompt) {
        var source = prompt.last("document", "context", "passage").orElseGet(prompt::content);
        return Writer.sentences(source).stream().limit(5).collect(Collectors.joining(" "));
    }

    private static List<String> repeat(String text, int count) {
        return Collections.nCopies(count, text);
    }
}
