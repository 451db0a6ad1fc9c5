package treewarden.templates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reasons that are given often, ready to be chosen on the page: {@code replies/COMMAND.md}, where each heading of the
 * second level names one and what stands below it is its text.
 */
public final class CannedReplies {
    private static final Map<String, List<CannedReply>> ALL = Stream.of(
                    "request-changes", "reject", "uncertain", "hold")
            .collect(Collectors.toUnmodifiableMap(command -> command, CannedReplies::file));

    private CannedReplies() {}

    /** A reason that is given often. */
    public record CannedReply(String name, String text) {}

    /** Those of a command, in the order of its file; none for a command that wants no reason. */
    public static List<CannedReply> of(String command) {
        return ALL.getOrDefault(command, List.of());
    }

    private static List<CannedReply> file(String command) {
        var file = "replies/" + command + ".md";
        try (var in = CannedReplies.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the replies " + file + " are missing from the program");
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the replies " + file + " cannot be read", e);
        }
    }

    /** What stands before the first heading is for whoever edits the file. */
    static List<CannedReply> read(String markdown) {
        var parts = ("\n" + markdown.replace("\r\n", "\n")).split("\n## ");
        var replies = new ArrayList<CannedReply>();
        for (int i = 1; i < parts.length; i++) {
            var nameAndText = parts[i].split("\n", 2);
            var text = nameAndText.length < 2 ? "" : nameAndText[1].strip();
            if (!text.isEmpty()) {
                replies.add(new CannedReply(nameAndText[0].strip(), text));
            }
        }
        return List.copyOf(replies);
    }
}
