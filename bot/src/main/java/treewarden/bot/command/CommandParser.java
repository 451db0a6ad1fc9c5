package treewarden.bot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.commonmark.node.HardLineBreak;
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
 * link or in HTML is somebody's words about a command, and so is a slash that was escaped.
 */
final class CommandParser {
    /** More in one comment are not read: nobody means them. */
    static final int MOST_COMMANDS = 5;

    /** GitHub's own limit of a comment, by its words; what is longer was never shown to anybody whole. */
    private static final int LONGEST_COMMENT = 65_536;

    private static final int LONGEST_ARGUMENTS = 500;

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
        var found = new ArrayList<WrittenCommand>();
        for (Node block = markdown.parse(comment).getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof Paragraph paragraph) {
                for (String line : lines(paragraph, comment)) {
                    addCommand(line, found);
                }
            }
        }
        return found.size() <= MOST_COMMANDS ? found : found.subList(0, MOST_COMMANDS);
    }

    private static List<String> lines(Paragraph paragraph, String source) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (Node inline = paragraph.getFirstChild(); inline != null; inline = inline.getNext()) {
            if (inline instanceof SoftLineBreak || inline instanceof HardLineBreak) {
                lines.add(line.toString());
                line.setLength(0);
            } else if (inline instanceof Text text && (!line.isEmpty() || startsAsWritten(text, source))) {
                line.append(text.getLiteral());
            } else {
                line.append(SOMETHING_ELSE);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /** False where the first character was written as an escape or an entity: {@code \/check} is no command. */
    private static boolean startsAsWritten(Text text, String source) {
        var spans = text.getSourceSpans();
        return !spans.isEmpty()
                && !text.getLiteral().isEmpty()
                && source.charAt(spans.get(0).getInputIndex())
                        == text.getLiteral().charAt(0);
    }

    private void addCommand(String line, List<WrittenCommand> found) {
        var text = line.strip();
        var slash = SLASH.matcher(text);
        if (slash.matches()) {
            found.add(written(slash.group("name"), slash.group("arguments"), Address.SLASH));
            return;
        }
        var mentioned = mention.matcher(text);
        if (mentioned.matches()) {
            found.add(written(mentioned.group("name"), mentioned.group("arguments"), Address.MENTION));
        }
    }

    private static WrittenCommand written(String name, String arguments, Address address) {
        var plain = arguments.replace(SOMETHING_ELSE, ' ').strip();
        return new WrittenCommand(
                name.toLowerCase(Locale.ROOT),
                plain.substring(0, Math.min(plain.length(), LONGEST_ARGUMENTS)),
                address);
    }
}
