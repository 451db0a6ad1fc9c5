package treewarden.web.decide;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.bot.command.FromPage;
import treewarden.domain.CommitId;
import treewarden.domain.Reason;
import treewarden.templates.CannedReplies;
import treewarden.web.session.Visitor;
import treewarden.web.view.Deciding.Hidden;

/**
 * What a form carried: a command, and what its sender had seen.
 *
 * @param text that was typed, with the replies that were chosen: untrusted
 * @param name that was typed where one was asked for
 * @param login that was typed; null where none was asked for
 * @param head that was shown; null where the form is broken
 * @param seenUntil number of the audit's latest row then
 */
record Form(
        String command,
        String argument,
        String text,
        String name,
        @Nullable String login,
        @Nullable CommitId head,
        long seenUntil) {
    static final String COMMAND = "command";
    static final String ARGUMENT = "argument";
    static final String REASON = "reason";
    static final String REPLY = "reply";
    static final String NAME = "name";
    static final String LOGIN = "login";
    static final String HEAD = "seen";
    static final String SEEN_UNTIL = "seen-until";

    static Form of(Context ctx) {
        var command = field(ctx, COMMAND);
        var head = field(ctx, HEAD);
        var seenUntil = field(ctx, SEEN_UNTIL);
        return new Form(
                command,
                field(ctx, ARGUMENT),
                text(command, field(ctx, REASON), ctx.formParams(REPLY)),
                field(ctx, NAME),
                ctx.formParam(LOGIN) == null ? null : field(ctx, LOGIN),
                CommitId.isFull(head) ? new CommitId(head) : null,
                seenUntil.matches("\\d{1,18}") ? Long.parseLong(seenUntil) : -1);
    }

    /** Whether it was made by a page. */
    boolean isWhole() {
        return head != null && seenUntil >= 0 && !command.isEmpty();
    }

    boolean isTooLong() {
        return text.codePointCount(0, text.length()) > Reason.LONGEST;
    }

    /** The button that sends such forms. */
    Verb verb() {
        return Verb.all(command).stream()
                .filter(verb -> verb.argument().equals(argument))
                .filter(verb -> verb.asksForLogin() == (login != null))
                .findFirst()
                .orElseGet(() -> Verb.of(command));
    }

    /** What follows the command's name: what was typed only where the button asks for it. */
    String arguments() {
        var verb = verb();
        if (verb.asksForReason()) {
            return text;
        }
        return login != null && verb.asksForLogin() ? login : verb.argument();
    }

    /** What was typed and is no part of the command; empty for nothing. */
    String unsent() {
        return verb().asksForReason() ? "" : text;
    }

    FromPage from(Duration undoFor) {
        return new FromPage(seenUntil, undoFor);
    }

    /** The same by somebody who has seen more. */
    Form havingSeen(long until) {
        return new Form(command, argument, text, name, login, head, until);
    }

    /** What each form of this visitor carries about one contribution. */
    static List<Hidden> hidden(Visitor visitor, CommitId head, long seenUntil) {
        return List.of(
                new Hidden(Visitor.FORM_FIELD, visitor.formToken()),
                new Hidden(HEAD, head.hex()),
                new Hidden(SEEN_UNTIL, Long.toString(seenUntil)));
    }

    private static String field(Context ctx, String name) {
        var value = ctx.formParam(name);
        return value == null ? "" : value.strip();
    }

    /** What was typed, and below it each reply that was chosen, by its place in the file. */
    private static String text(String command, String typed, List<String> chosen) {
        var replies = CannedReplies.of(command);
        var texts = chosen.stream()
                .filter(place -> place.matches("\\d{1,3}"))
                .map(Integer::parseInt)
                .filter(place -> place < replies.size())
                .map(place -> replies.get(place).text());
        return Stream.concat(Stream.of(typed.replace("\r\n", "\n")), texts)
                .filter(each -> !each.isBlank())
                .collect(Collectors.joining("\n\n"));
    }
}
