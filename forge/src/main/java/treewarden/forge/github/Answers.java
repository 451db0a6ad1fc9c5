package treewarden.forge.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Person;
import treewarden.forge.Account.Kind;
import treewarden.forge.AuthorAssociation;
import treewarden.forge.ChangedFile;
import treewarden.forge.CodeRelease;
import treewarden.forge.Comment;
import treewarden.forge.Event;
import treewarden.forge.FailedDelivery;
import treewarden.forge.FileStatus;
import treewarden.forge.Issue;
import treewarden.forge.LineComment;
import treewarden.forge.PlacedComment;
import treewarden.forge.PullRequest;
import treewarden.forge.PullRequestCommit;
import treewarden.forge.Review;
import treewarden.forge.TreeEntry;

/**
 * GitHub's answers as far as we read them, each with its way into the words of the port. Anything may be missing; what
 * we cannot do without is {@link Rest#need needed} when it is used.
 */
final class Answers {
    private Answers() {}

    record Account(
            @Nullable Long id,
            @Nullable String login,
            @Nullable String type) {
        boolean isBot() {
            return "Bot".equals(type) || (login != null && login.endsWith("[bot]"));
        }

        static Person person(@Nullable Account account) {
            return account == null
                    ? PullRequest.GHOST
                    : new Person(Rest.need(account.id, "user.id"), Rest.need(account.login, "user.login"));
        }
    }

    /** An account by itself; a server of one's own tells when it shut somebody out. */
    record Profile(
            @Nullable Long id,
            @Nullable String login,
            @Nullable String type,
            @JsonProperty("suspended_at") @Nullable String suspendedAt) {
        treewarden.forge.Account account() {
            var kind = switch (Rest.need(type, "type")) {
                case "User" -> suspendedAt == null ? Kind.PERSON : Kind.SUSPENDED;
                case "Organization" -> Kind.ORGANIZATION;
                default -> Kind.PROGRAM;
            };
            return new treewarden.forge.Account(Account.person(new Account(id, login, type)), kind);
        }
    }

    record Membership(@Nullable String state) {}

    record Assigned(@Nullable List<Account> assignees) {}

    record Installed(
            @Nullable Long id,
            @JsonProperty("suspended_at") @Nullable String suspendedAt) {}

    record Label(@Nullable String name) {
        String text() {
            return Rest.need(name, "label.name");
        }
    }

    record Branch(
            @Nullable String sha,
            @Nullable String ref,
            @Nullable String label) {}

    record Pull(
            @Nullable Integer number,
            @Nullable String title,
            @Nullable String body,
            @Nullable Account user,
            @JsonProperty("author_association") @Nullable String association,
            @Nullable Branch head,
            @Nullable Branch base,
            @Nullable String state,
            @Nullable Boolean draft,
            @JsonProperty("merged_at") @Nullable String mergedAt,
            @Nullable List<Label> labels,
            @JsonProperty("created_at") @Nullable String createdAt,
            @JsonProperty("updated_at") @Nullable String updatedAt,
            @JsonProperty("changed_files") @Nullable Integer changedFiles) {
        PullRequest pullRequest() {
            var from = Rest.need(head, "head");
            var onto = Rest.need(base, "base");
            return new PullRequest(
                    Rest.need(number, "number"),
                    Objects.requireNonNullElse(title, ""),
                    Objects.requireNonNullElse(body, ""),
                    Account.person(user),
                    AuthorAssociation.ofName(Objects.requireNonNullElse(association, "")),
                    Rest.commit(from.sha(), "head.sha"),
                    Objects.requireNonNullElse(from.label(), ""),
                    Rest.commit(onto.sha(), "base.sha"),
                    Rest.need(onto.ref(), "base.ref"),
                    "open".equals(Rest.need(state, "state")),
                    Boolean.TRUE.equals(draft),
                    mergedAt != null,
                    Objects.requireNonNullElse(labels, List.<Label>of()).stream()
                            .map(Label::text)
                            .collect(Collectors.toUnmodifiableSet()),
                    Rest.instant(createdAt, "created_at"),
                    Rest.instant(updatedAt, "updated_at"),
                    Objects.requireNonNullElse(changedFiles, PullRequest.UNKNOWN));
        }
    }

    record Written(
            @Nullable Long id,
            @Nullable Account user,
            @Nullable String body,
            @JsonProperty("created_at") @Nullable String createdAt,
            @JsonProperty("updated_at") @Nullable String updatedAt,
            @JsonProperty("html_url") @Nullable String page,
            @JsonProperty("issue_url") @Nullable String issue,
            @Nullable Reactions reactions) {
        private static final Pattern NUMBER = Pattern.compile("/(\\d{1,9})$");

        /** Empty where it stands on an issue that is no pull request: only the address of its page tells. */
        Optional<PlacedComment> placed() {
            var number = NUMBER.matcher(Rest.need(issue, "issue_url"));
            if (!Rest.need(page, "html_url").contains("/pull/") || !number.find()) {
                return Optional.empty();
            }
            var isSeen = reactions != null && reactions.eyes() != null && reactions.eyes() > 0;
            return Optional.of(new PlacedComment(
                    Integer.parseInt(number.group(1)),
                    comment(),
                    new Event.Sender(Account.person(user), user != null && user.isBot()),
                    isSeen ? PlacedComment.Seen.BY_SOMEBODY : PlacedComment.Seen.BY_NOBODY));
        }

        Comment comment() {
            return new Comment(
                    Rest.need(id, "id"),
                    Account.person(user),
                    Objects.requireNonNullElse(body, ""),
                    Rest.instant(createdAt, "created_at"),
                    Rest.instant(updatedAt, "updated_at"));
        }
    }

    /** How many reactions of a kind a comment has. */
    record Reactions(@Nullable Integer eyes) {}

    record Reacted(@Nullable Account user) {}

    /** An attempt to bring us an event. */
    record Attempt(
            @Nullable Long id,
            @Nullable String guid,
            @Nullable String event,
            @JsonProperty("delivered_at") @Nullable String deliveredAt,
            @JsonProperty("status_code") @Nullable Integer status) {
        Instant at() {
            return Rest.instant(deliveredAt, "delivered_at");
        }

        boolean arrived() {
            return status != null && status >= 200 && status < 300;
        }

        FailedDelivery failed() {
            return new FailedDelivery(Rest.need(id, "id"), Rest.need(guid, "guid"), Rest.need(event, "event"), at());
        }
    }

    /** What lies between two commits. */
    record Comparison(@Nullable List<File> files) {
        record File(
                @Nullable String filename,
                @JsonProperty("previous_filename") @Nullable String previous,
                @Nullable String status,
                @Nullable String sha,
                @Nullable String patch) {
            ChangedFile file() {
                return ChangedFile.withPatch(
                        Rest.need(filename, "filename"),
                        previous,
                        FileStatus.ofName(Rest.need(status, "status")),
                        Rest.need(sha, "sha"),
                        patch);
            }
        }
    }

    record OfIssue(
            @Nullable Integer number,
            @Nullable String title,
            @Nullable String body,
            @Nullable Account user,
            @Nullable String state,
            @JsonProperty("pull_request") @Nullable Object pullRequest) {
        /** GitHub lists pull requests among the issues. */
        boolean isNoPullRequest() {
            return pullRequest == null;
        }

        Issue issue() {
            return new Issue(
                    Rest.need(number, "number"),
                    Objects.requireNonNullElse(title, ""),
                    Objects.requireNonNullElse(body, ""),
                    Account.person(user),
                    "open".equals(Rest.need(state, "state")));
        }
    }

    record OfRelease(
            @Nullable Long id,
            @JsonProperty("tag_name") @Nullable String tag,
            @Nullable Account author,
            @JsonProperty("html_url") @Nullable String page) {
        CodeRelease release() {
            return new CodeRelease(
                    Rest.need(id, "id"),
                    Rest.need(tag, "tag_name"),
                    Account.person(author),
                    Rest.need(page, "html_url"));
        }
    }

    /** A commit in the list of a pull request. */
    record PullCommitted(
            @Nullable String sha,
            @Nullable Said commit,
            @Nullable List<Object> parents) {
        record Said(@Nullable String message, @Nullable By author) {}

        record By(@Nullable String name, @Nullable String email) {}

        PullRequestCommit pullRequestCommit() {
            var said = Rest.need(commit, "commit");
            var by = said.author() == null ? new By("", "") : said.author();
            return new PullRequestCommit(
                    Rest.commit(sha, "sha"),
                    Objects.requireNonNullElse(said.message(), ""),
                    Objects.requireNonNullElse(by.name(), ""),
                    Objects.requireNonNullElse(by.email(), ""),
                    parents == null ? 0 : parents.size());
        }
    }

    /** A comment on lines; {@code line} is null once it is outdated. */
    record OnLines(
            @Nullable Long id,
            @Nullable Account user,
            @Nullable String body,
            @JsonProperty("original_commit_id") @Nullable String commit,
            @Nullable String path,
            @Nullable Integer line) {
        LineComment lineComment() {
            return new LineComment(
                    Rest.need(id, "id"),
                    Account.person(user),
                    Objects.requireNonNullElse(body, ""),
                    Rest.commit(commit, "original_commit_id"),
                    Rest.need(path, "path"),
                    line);
        }
    }

    /** What somebody may do; the older {@code permission} knows only admin, write, read and none. */
    record May(
            @Nullable String permission,
            @JsonProperty("role_name") @Nullable String role,
            @Nullable Account user) {}

    record Blob(
            @Nullable String content,
            @Nullable String encoding,
            @Nullable Long size) {}

    /** A commit of git itself, of which we want the name of its tree. */
    record GitCommit(@Nullable Named tree) {
        record Named(@Nullable String sha) {}
    }

    record GitTree(@Nullable List<Entry> tree, @Nullable Boolean truncated) {
        record Entry(
                @Nullable String path,
                @Nullable String mode,
                @Nullable String type,
                @Nullable String sha,
                @Nullable Long size) {
            TreeEntry entry() {
                return new TreeEntry(
                        Rest.need(path, "tree.path"),
                        Rest.need(mode, "tree.mode"),
                        Rest.need(type, "tree.type"),
                        Rest.need(sha, "tree.sha"),
                        Objects.requireNonNullElse(size, 0L));
            }
        }
    }

    /** A commit of a pull request, with the accounts that its addresses belong to. */
    record PullCommit(@Nullable Account author, @Nullable Account committer) {
        Stream<Person> people() {
            return Stream.of(Optional.ofNullable(author), Optional.ofNullable(committer))
                    .flatMap(Optional::stream)
                    .filter(account -> account.id() != null)
                    .map(Account::person);
        }
    }

    record Reviewed(
            @Nullable Long id,
            @Nullable Account user,
            @Nullable String state,
            @Nullable String body,
            @JsonProperty("commit_id") @Nullable String commit) {
        Review review() {
            return new Review(
                    Rest.need(id, "id"),
                    Account.person(user),
                    state(Rest.need(state, "state")),
                    Objects.requireNonNullElse(body, ""),
                    commit == null ? null : Rest.commit(commit, "commit_id"));
        }

        private static Review.State state(String word) {
            return Arrays.stream(Review.State.values())
                    .filter(known -> known.name().equals(word))
                    .findFirst()
                    .orElse(Review.State.OTHER);
        }
    }

    record MergedAs(@Nullable String sha) {}
}
