package treewarden.bot.sweep;

import java.time.Duration;
import java.time.Instant;
import treewarden.bot.handle.Handlers;
import treewarden.domain.Reaction;
import treewarden.domain.Repository;
import treewarden.forge.Event.CommentCreated;
import treewarden.forge.Forge;
import treewarden.forge.ForgeException;
import treewarden.forge.PlacedComment;
import treewarden.forge.RepositoryForge;
import treewarden.store.Database;
import treewarden.store.JobContext;

/**
 * Finds comments whose delivery never came, in one list for the whole repository, and does with them what the delivery
 * would have done. A comment that was edited since is left alone, as nobody knows what it said when it was written; and so
 * is whatever was said before the first look.
 */
final class AnswerMissedComments {
    /** For clocks that differ and for comments that GitHub lists late; whoever was answered is not answered again. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final Database database;
    private final Forge forge;
    private final Handlers handlers;

    AnswerMissedComments(Database database, Forge forge, Handlers handlers) {
        this.database = database;
        this.forge = forge;
        this.handlers = handlers;
    }

    /** How many it were. Throws {@link ForgeException}; what was answered until then stays answered. */
    int in(Repository repository, JobContext context) {
        var what = "comments:" + repository.id();
        var now = context.clock().instant();
        var last = database.read(tables -> tables.lastLooks().find(what));
        int answered = 0;
        if (last.isPresent()) {
            var since = last.get().minus(OVERLAP);
            var in = forge.in(repository);
            for (var comment : in.commentsSince(since)) {
                if (isToBeRead(comment, since) && answer(comment, new Place(repository, in), context)) {
                    answered++;
                }
            }
        }
        context.write(transaction -> transaction.lastLooks().remember(what, now));
        return answered;
    }

    private record Place(Repository repository, RepositoryForge in) {}

    private static boolean isToBeRead(PlacedComment comment, Instant since) {
        return !comment.sender().bot()
                && comment.isUnedited()
                && !comment.comment().createdAt().isBefore(since);
    }

    private boolean answer(PlacedComment placed, Place place, JobContext context) {
        var comment = placed.comment();
        if (database.read(tables -> tables.answeredComments().has(comment.id()))) {
            return false;
        }
        var event = new CommentCreated(
                place.repository(),
                placed.number(),
                comment.id(),
                placed.sender(),
                comment.body(),
                comment.createdAt());
        try {
            if (!carriesOurReaction(placed, place.in())) {
                var followup = handlers.to(event);
                context.write(transaction -> Handlers.write(event, followup, transaction));
                return !followup.isNothing();
            }
        } catch (ForgeException.Missing e) {
            // The pull request, or the comment, is gone by now.
        }
        return false;
    }

    /** An earlier database of ours may have known more than this one. */
    private boolean carriesOurReaction(PlacedComment placed, RepositoryForge in) {
        return placed.seen() == PlacedComment.Seen.BY_SOMEBODY
                && in.hasReacted(
                        placed.comment().id(), Reaction.EYES, forge.self().bot());
    }
}
