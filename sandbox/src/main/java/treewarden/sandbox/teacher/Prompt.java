package treewarden.sandbox.teacher;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a prompt holds: blocks of content such as a seed question or a document, and the instructions around them, which
 * name the tags in which the answer is wanted.
 *
 * <p>A tag pair with a placeholder between its ends ({@code between [Start of Score] and [End of Score]}) names an
 * output; one with text between them is content. Outputs are those named after the last content, or, where none are,
 * those named anywhere.
 *
 * @param blocks content, in the order of the prompt
 * @param instructions the prompt without the content
 * @param outputs the names of the tags that are asked for
 */
record Prompt(String text, List<Block> blocks, String instructions, List<String> outputs, Form form) {

    /** How the answer's parts are marked. */
    enum Form {
        /** {@code [Start of X] ... [End of X]}. */
        TAGGED,
        /** {@code [QUESTION] ... [ANSWER] ... [END]}. */
        PAIRS,
        /** Nothing is asked for. */
        PLAIN
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

    private static final Pattern TAGS = Pattern.compile(
            "\\[Start of ([^\\]\\[\\n]{1,40})\\](.*?)\\[End of \\1\\]", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final Pattern PAIR = Pattern.compile(
            "\\[QUESTION\\](.*?)\\[ANSWER\\](.*?)(?=\\[QUESTION\\]|\\[END\\]|\\z)",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\W*(?:(?:and|to|then|or)\\W*)?|\\W*[<{(].{0,80}[>})]\\W*"
                    + "|\\W*(?:the|your|a|an|one|here)\\s[^.?!]{0,60}\\W*",
            Pattern.DOTALL);

    static Prompt read(String text) {
        var blocks = new ArrayList<Block>();
        var all = new ArrayList<String>();
        var afterContent = new ArrayList<String>();
        var instructions = new StringBuilder();
        int end = 0;
        for (var tags = TAGS.matcher(text); tags.find(); ) {
            instructions.append(text, end, tags.start());
            end = tags.end();
            var name = tags.group(1).trim();
            if (PLACEHOLDER.matcher(tags.group(2)).matches()) {
                addOnce(all, name);
                addOnce(afterContent, name);
                instructions.append(tags.group());
            } else {
                blocks.add(new Block(name, tags.group(2).strip()));
                afterContent.clear();
            }
        }
        instructions.append(text, end, text.length());
        var outputs = List.copyOf(afterContent.isEmpty() ? all : afterContent);
        if (!outputs.isEmpty()) {
            return new Prompt(text, blocks, instructions.toString(), outputs, Form.TAGGED);
        }
        return pairs(text, blocks, instructions.toString());
    }

    private static Prompt pairs(String text, List<Block> blocks, String rest) {
        var all = new ArrayList<>(blocks);
        var instructions = new StringBuilder();
        int end = 0;
        boolean asked = false;
        for (var pair = PAIR.matcher(rest); pair.find(); ) {
            asked = true;
            instructions.append(rest, end, pair.start());
            end = pair.end();
            if (PLACEHOLDER.matcher(pair.group(1)).matches()) {
                instructions.append(pair.group());
            } else {
                all.add(new Block("Question", pair.group(1).strip()));
                all.add(new Block("Answer", firstParagraph(pair.group(2))));
            }
        }
        instructions.append(rest, end, rest.length());
        return new Prompt(text, all, instructions.toString(), List.of(), asked ? Form.PAIRS : Form.PLAIN);
    }

    private static String firstParagraph(String text) {
        return text.strip().split("\\n\\s*\\n", 2)[0];
    }

    private static void addOnce(List<String> names, String name) {
        if (!names.contains(name)) {
            names.add(name);
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

    /** A number that depends on every character of the prompt, and on which of several answers is wanted. */
    long hash(long salt) {
        long hash = 0xcbf29ce484222325L ^ salt;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
