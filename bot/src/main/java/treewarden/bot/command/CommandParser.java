package treewarden.bot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import treewarden.bot.command.WrittenCommand.Address;

/**
 * Finds the commands in a comment.
 *
 * <pre>
 * command = "/" name [arguments]  |  "@" bot ["[bot]"] [":" | ","] name [arguments]
 * </pre>
 *
 * A command is a line of its own in a plain paragraph. What stands in a quote, a list, a heading, a table, in code, in a
 * link or in HTML is somebody's words about a command, and so is a slash that was escaped. What a command is about may go
 * on below it: in the rest of its paragraph, and in the paragraph or the list that follows.
 */
final class CommandParser {
    /** More in one comment are not read: nobody means them. */
    static final int MOST_COMMANDS = 5;

    /** GitHub's own limit of a comment, by its words; what is longer was never shown to anybody whole. */
    private static final int LONGEST_COMMENT = 65_536;

    private static final int LONGEST_ARGUMENTS = 2_000;

    private static final int LONGEST_BELOW = 4_000;

    /** Stands in a line for whatever is not plain text there. */
    private static final char SOMETHING_ELSE = '\uFFFC';

    private static final String NAME = "(?<name>[a-z][a-z-]{0,31})(?<arguments>\\s.*|)";
    private static final Pattern SLASH = Pattern.compile("/" + NAME, Pattern.CASE_INSENSITIVE);

    private final Parser markdown = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();
    private final Pattern mention;

    /** @param botLogin the bot's login, with or without the {@code [bot]} that GitHub appends for an app */
    CommandParser(String botLogin) {
        String name = botLogin.replaceFirst("\\[bot]$", "");
        this.mention =
                Pattern.compile("@" + Pattern.quote(name) + "(\\[bot])?[:,]?\\s+" + NAME, Pattern.CASE_INSENSITIVE);
    }

    List<WrittenCommand> commands(String comment) {
        if (comment.length() > LONGEST_COMMENT || (comment.indexOf('/') < 0 && comment.indexOf('@') < 0)) {
            return List.of();
        }
        var found = new ArrayList<Found>();
        var mayGoOn = false;
        for (Node block = markdown.parse(comment).getFirstChild(); block != null; block = block.getNext()) {
            int before = found.size();
            if (block instanceof Paragraph paragraph) {
                read(lines(paragraph, comment), mayGoOn, found);
            } else if (block instanceof ListBlock list && mayGoOn) {
                items(list, comment).forEach(found.get(before - 1)::goOn);
            }
            mayGoOn = found.size() > before;
        }
        return found.stream().limit(MOST_COMMANDS).map(Found::written).toList();
    }

    /** A command and what stands below it: the rest of its paragraph, and the paragraph or the list that follows. */
    private record Found(WrittenCommand line, StringBuilder below) {
        void goOn(String more) {
            if (below.length() + more.length() <= LONGEST_BELOW) {
                below.append(more.replace(SOMETHING_ELSE, ' ').strip()).append('\n');
            }
        }

        WrittenCommand written() {
            return new WrittenCommand(
                    line.name(), line.arguments(), below.toString().strip(), line.address());
        }
    }

    /** @param mayGoOn whether lines before the first command belong to the command above */
    private void read(List<String> lines, boolean mayGoOn, List<Found> found) {
        var goesOn = mayGoOn;
        for (var line : lines) {
            var command = command(line);
            if (command.isPresent()) {
                found.add(new Found(command.get(), new StringBuilder()));
                goesOn = true;
            } else if (goesOn) {
                found.get(found.size() - 1).goOn(line);
            }
        }
    }

    private static List<String> items(ListBlock list, String source) {
        var items = new ArrayList<String>();
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            if (item.getFirstChild() instanceof Paragraph paragraph) {
                items.add("- " + String.join(" ", lines(paragraph, source)));
            }
        }
        return items;
    }

    private static List<String> lines(Paragraph paragraph, String source) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (Node inline = paragraph.getFirstChild(); inline != null; inline = inline.getNext()) {
            if (inline instanceof SoftLineBreak || inline instanceof HardLineBreak) {
                lines.add(line.toString());
                line.setLength(0);
            } else if (!line.isEmpty() || (inline instanceof Text text && startsAsWritten(text, source))) {
                line.append(shown(inline));
            } else {
                line.append(SOMETHING_ELSE).append(shown(inline));
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /** The text of an inline as readers see it; HTML and pictures have none. */
    private static String shown(Node inline) {
        if (inline instanceof Text text) {
            return text.getLiteral();
        }
        if (inline instanceof Code code) {
            return code.getLiteral();
        }
        if (inline instanceof SoftLineBreak || inline instanceof HardLineBreak) {
            return " ";
        }
        var inside = new StringBuilder();
        if (!(inline instanceof Image)) {
            for (Node child = inline.getFirstChild(); child != null; child = child.getNext()) {
                inside.append(shown(child));
            }
        }
        return inside.toString();
    }

    /** False where the first character was written as an escape or an entity: {@code \/check} is no command. */
    private static boolean startsAsWritten(Text text, String source) {
        var spans = text.getSourceSpans();
        return !spans.isEmpty()
                && !text.getLiteral().isEmpty()
                && source.charAt(spans.get(0).getInputIndex())
                        == text.getLiteral().charAt(0);
    }

    private Optional<WrittenCommand> command(String line) {
        var text = line.strip();
        var slash = SLASH.matcher(text);
        if (slash.matches()) {
            return Optional.of(written(slash.group("name"), slash.group("arguments"), Address.SLASH));
        }
        var mentioned = mention.matcher(text);
        return mentioned.matches()
                ? Optional.of(written(mentioned.group("name"), mentioned.group("arguments"), Address.MENTION))
                : Optional.empty();
    }

    private static WrittenCommand written(String name, String arguments, Address address) {
        var plain = arguments.replace(SOMETHING_ELSE, ' ').strip();
        return new WrittenCommand(
                name.toLowerCase(Locale.ROOT),
                plain.substring(0, Math.min(plain.length(), LONGEST_ARGUMENTS)),
                "",
                address);
    }
}
