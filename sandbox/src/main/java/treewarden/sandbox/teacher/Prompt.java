package treewarden.sandbox.teacher;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a prompt holds: blocks of content such as a seed question or a document, and the instructions around them, which
 * name the tags in which the answer is wanted.
 *
 * <p>A tag pair with a placeholder between its ends ({@code between [Start of Score] and [End of Score]}) names an
 * output; one with text between them is content. Outputs are those named after the last content, or, where none are,
 * those named anywhere. A name that ends in a number of many digits, by which prompts mark what other people wrote, is
 * content in any case.
 *
 * @param blocks content, in the order of the prompt
 * @param instructions the prompt without the content
 * @param outputs the names of the tags that are asked for
 */
record Prompt(String text, List<Block> blocks, String instructions, List<Output> outputs, Form form) {

    /** How the answer's parts are marked. */
    enum Form {
        /** {@code [Start of X] ... [End of X]}. */
        TAGGED,
        /** {@code {"reason": ..., "score": ...}}. */
        JSON,
        /** {@code [QUESTION] ... [ANSWER] ... [END]}. */
        PAIRS,
        /** Nothing is asked for. */
        PLAIN
    }

    /** A part that is asked for, with what stands in its place, such as {@code <0 or 1>}. */
    record Output(String name, String hint) {
        Wanted kind() {
            return Wanted.of(name);
        }
    }

    record Block(String name, String text) {
        boolean isA(String... kinds) {
            var lower = name.toLowerCase(Locale.ROOT);
            for (var kind : kinds) {
                if (lower.contains(kind)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final Pattern START =
            Pattern.compile("\\[Start of ([^\\]\\[\\n]{1,40})\\]", Pattern.CASE_INSENSITIVE);

    private static final Pattern MARK = Pattern.compile("\\s+[0-9a-fA-F]{6,}$");

    private static final Pattern JSON_ENTRY = Pattern.compile("\"(\\w+)\": \"?(<[^<>\\n]*>)\"?");
    private static final Pattern JSON_FORM =
            Pattern.compile("(?m)^\\{" + JSON_ENTRY.pattern() + "(?:, " + JSON_ENTRY.pattern() + ")*}$");

    private static final Pattern QUESTION = Pattern.compile("\\[QUESTION\\]", Pattern.CASE_INSENSITIVE);
    private static final Pattern ANSWER = Pattern.compile("\\[ANSWER\\]", Pattern.CASE_INSENSITIVE);
    private static final Pattern PAIR_END = Pattern.compile("\\[END\\]", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_PLACEHOLDER = 120;

    /** Dots and dashes, something in brackets, or words that go on in small letters, such as "and" or "the question". */
    private static final Pattern PLACEHOLDER = Pattern.compile("[^\\p{L}\\p{N}]*|[<{(][^<>{}()]*[>})]"
            + "|(?:and|to|then|or|with|the|your|a|an|one|each|here|for)\\b[^.?!\\n]*[.:,]?");

    private static final Pattern CHOICE = Pattern.compile("^\\s*(?:[A-D]|<[^<>]*>)\\)");

    /** Whether its questions are to have choices. */
    boolean wantsChoices() {
        return MULTIPLE_CHOICE.matcher(text).find();
    }

    private static final Pattern MULTIPLE_CHOICE = Pattern.compile("multiple[ -]choice", Pattern.CASE_INSENSITIVE);

    static Prompt read(String text) {
        var reading = new Reading(text);
        var start = START.matcher(text);
        int from = 0;
        while (start.find(from)) {
            var close = reading.end(start.group(1), start.end());
            if (close.isEmpty()) {
                from = start.end();
            } else {
                reading.part(start.start(), start.end(), start.group(1).trim(), close.get());
                from = reading.done;
            }
        }
        reading.instructions.append(text, reading.done, text.length());
        var rest = reading.instructions.toString();
        var outputs = List.copyOf(reading.afterContent.isEmpty() ? reading.all : reading.afterContent);
        var entries = entries(rest);
        if (reading.afterContent.isEmpty() && !entries.isEmpty()) {
            return new Prompt(text, List.copyOf(reading.blocks), rest, entries, Form.JSON);
        }
        return outputs.isEmpty()
                ? pairs(text, reading.blocks, rest)
                : new Prompt(text, List.copyOf(reading.blocks), rest, outputs, Form.TAGGED);
    }

    /** What has been found so far, from the front of the text to {@code done}. */
    private static final class Reading {
        private final String text;
        private final String lower;
        private final List<Block> blocks = new ArrayList<>();
        private final List<Output> all = new ArrayList<>();
        private final List<Output> afterContent = new ArrayList<>();
        private final StringBuilder instructions = new StringBuilder();
        private final Set<String> endless = new HashSet<>();
        private int done;

        Reading(String text) {
            this.text = text;
            this.lower = lower(text);
        }

        /** In small letters, each at the place of its capital: the common way may change the length. */
        private static String lower(String text) {
            var small = text.toCharArray();
            for (int i = 0; i < small.length; i++) {
                small[i] = Character.toLowerCase(small[i]);
            }
            return new String(small);
        }

        /** Where the closing tag of a name begins; a name that is never closed again is not looked for twice. */
        Optional<Integer> end(String name, int from) {
            var tag = endTag(name);
            if (endless.contains(tag)) {
                return Optional.empty();
            }
            int at = lower.indexOf(tag, from);
            if (at < 0) {
                endless.add(tag);
            }
            return at < 0 ? Optional.empty() : Optional.of(at);
        }

        void part(int start, int inner, String name, int close) {
            int end = Math.min(text.length(), close + endTag(name).length());
            var between = text.substring(inner, close);
            instructions.append(text, done, start);
            var marked = MARK.matcher(name);
            boolean isMarked = marked.find();
            if (!isMarked && isPlaceholder(between)) {
                var output = new Output(name, between.strip());
                addOnce(all, output);
                addOnce(afterContent, output);
                instructions.append(text, start, end);
            } else {
                blocks.add(new Block(isMarked ? marked.replaceAll("") : name, between.strip()));
                afterContent.clear();
            }
            done = end;
        }

        private static String endTag(String name) {
            return lower("[end of " + name + "]");
        }
    }

    private static boolean isPlaceholder(String text) {
        var stripped = text.strip();
        return stripped.length() <= LONGEST_PLACEHOLDER
                        && PLACEHOLDER.matcher(stripped).matches()
                || stripped.length() <= 3 * LONGEST_PLACEHOLDER && isPlaceholderOfChoices(stripped);
    }

    /** What a line such as {@code {"reason": "<why>", "score": <0 or 1>}} asks for. */
    private static List<Output> entries(String instructions) {
        var line = JSON_FORM.matcher(instructions);
        return line.find()
                ? JSON_ENTRY
                        .matcher(line.group())
                        .results()
                        .map(entry -> new Output(entry.group(1), entry.group(2)))
                        .toList()
                : List.of();
    }

    /** What a part is to be: an answer beside a reason is a verdict. */
    Wanted kind(String name) {
        var kind = Wanted.of(name);
        boolean withReason = outputs.stream().anyMatch(output -> output.kind() == Wanted.REASON);
        return kind == Wanted.ANSWER && withReason ? Wanted.VERDICT : kind;
    }

    /** {@code <the question>}, and below it {@code A) <the first choice>} and so on. */
    private static boolean isPlaceholderOfChoices(String text) {
        return text.lines()
                .map(line -> CHOICE.matcher(line).replaceFirst(""))
                .allMatch(line -> PLACEHOLDER.matcher(line.strip()).matches());
    }

    private static Prompt pairs(String text, List<Block> blocks, String rest) {
        var all = new ArrayList<>(blocks);
        var instructions = new StringBuilder();
        var pieces = QUESTION.split(rest, -1);
        instructions.append(pieces[0]);
        boolean asked = false;
        for (int i = 1; i < pieces.length; i++) {
            var halves = ANSWER.split(pieces[i], 2);
            asked |= halves.length == 2;
            if (halves.length < 2 || isPlaceholder(halves[0])) {
                instructions.append(pieces[i]);
            } else {
                var answer = PAIR_END.split(halves[1], 2);
                all.add(new Block("Question", halves[0].strip()));
                all.add(new Block("Answer", firstParagraph(answer[0])));
                instructions.append(answer.length == 2 ? answer[1] : "");
            }
        }
        return new Prompt(text, List.copyOf(all), instructions.toString(), List.of(), asked ? Form.PAIRS : Form.PLAIN);
    }

    private static String firstParagraph(String text) {
        return text.strip().split("\\n\\s*\\n", 2)[0];
    }

    private static void addOnce(List<Output> outputs, Output output) {
        if (outputs.stream().noneMatch(one -> one.name().equals(output.name()))) {
            outputs.add(output);
        }
    }

    /** The last content of one of these kinds: what the prompt is about, where earlier ones are examples. */
    Optional<String> last(String... kinds) {
        Optional<String> found = Optional.empty();
        for (var block : blocks) {
            if (block.isA(kinds)) {
                found = Optional.of(block.text());
            }
        }
        return found;
    }

    /** All content as one text; the instructions where there is none. */
    String content() {
        if (blocks.isEmpty()) {
            return instructions;
        }
        var joined = new StringBuilder();
        blocks.forEach(block -> joined.append(block.text()).append('\n'));
        return joined.toString();
    }

    /** The context or document that is given to work on, where there is one besides an example. */
    Optional<String> given() {
        Optional<String> given = Optional.empty();
        for (var block : blocks) {
            if (block.isA("context", "document", "passage") && !block.isA("example")) {
                given = Optional.of(block.text());
            }
        }
        return given;
    }

    /** A number that depends on every character of the prompt, and on which of several answers is wanted. */
    long hash(long salt) {
        return hash(text, salt);
    }

    static long hash(String text, long salt) {
        long hash = 0xcbf29ce484222325L ^ salt;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
