package treewarden.forge;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What we read of a delivery, for all kinds of events at once: each has some of it. Fields that are not named here are
 * skipped unread, so that a large delivery costs little memory and a new field disturbs nobody.
 */
record EventPayload(
        @Nullable String action,
        @Nullable String zen,
        @Nullable String ref,
        @Nullable String after,
        @Nullable Boolean deleted,
        @Nullable Installation installation,
        @Nullable RepositoryNamed repository,
        @Nullable Account sender,
        @JsonProperty("pull_request") @Nullable PullRequestNamed pullRequest,
        @Nullable Issue issue,
        @Nullable CommentWritten comment,
        @JsonProperty("merge_group") @Nullable MergeGroup mergeGroup,
        @JsonProperty("check_run") @Nullable Check checkRun,
        @JsonProperty("check_suite") @Nullable Check checkSuite,
        @Nullable List<RepositoryNamed> repositories,
        @JsonProperty("repositories_added") @Nullable List<RepositoryNamed> repositoriesAdded,
        @JsonProperty("repositories_removed") @Nullable List<RepositoryNamed> repositoriesRemoved) {

    /** The action alone: enough for an event that is nothing to us. */
    record ActionOnly(@Nullable String action) {}

    record Installation(@Nullable Long id) {}

    record RepositoryNamed(
            @Nullable Long id,
            @JsonProperty("full_name") @Nullable String fullName) {}

    record Account(
            @Nullable Long id,
            @Nullable String login,
            @Nullable String type) {}

    record PullRequestNamed(
            @Nullable Integer number, @Nullable Commit head) {}

    record Commit(@Nullable String sha) {}

    /** An issue is a pull request where it has that key. */
    record Issue(
            @Nullable Integer number,
            @JsonProperty("pull_request") @Nullable Object pullRequest) {}

    record CommentWritten(
            @Nullable Long id,
            @Nullable Account user,
            @Nullable String body,
            @JsonProperty("created_at") @Nullable String createdAt) {}

    /** A check run or a check suite; only a run has a name. */
    record Check(
            @JsonProperty("head_sha") @Nullable String headSha,
            @Nullable String name,
            @Nullable App app,
            @JsonProperty("pull_requests") @Nullable List<PullRequestNamed> pullRequests) {}

    record App(@Nullable Long id) {}

    record MergeGroup(
            @JsonProperty("head_sha") @Nullable String headSha,
            @JsonProperty("head_ref") @Nullable String headRef,
            @JsonProperty("base_sha") @Nullable String baseSha) {}
}
