package treewarden.forge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.Person;
import treewarden.domain.Printable;
import treewarden.domain.Repository;
import treewarden.forge.Event.PullRequestAction;
import treewarden.forge.Event.Sender;
import treewarden.forge.EventPayload.Check;
import treewarden.forge.EventPayload.RepositoryNamed;

/**
 * Reads GitHub's webhook deliveries. Call it with bodies whose {@link WebhookSignature} is right, no others. Thread-safe.
 *
 * <p>It asks only for the fields that we use, and only of the events that we use; whatever else GitHub adds, drops or
 * sends is {@link Event.Ignored}.
 */
public final class EventParser {
    /** GitHub sends no larger ones; whoever takes the request should refuse them before they are here. */
    public static final int LARGEST_BODY = 25 * 1024 * 1024;

    /** GitHub's deepest example has 9 levels. */
    private static final int DEEPEST = 64;

    private static final String BRANCHES = "refs/heads/";

    private static final Map<String, PullRequestAction> PULL_REQUEST_ACTIONS = Stream.of(PullRequestAction.values())
            .collect(Collectors.toUnmodifiableMap(action -> action.name().toLowerCase(Locale.ROOT), action -> action));

    private final ObjectMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LARGEST_BODY)
                            .maxDocumentLength(LARGEST_BODY)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads a delivery.
     *
     * @param name the kind of event, from the header {@code X-GitHub-Event}
     * @throws MalformedEvent where the body is no JSON, or an event that we use lacks what we need of it
     */
    public Event parse(String name, byte[] body) {
        return switch (name) {
            case "pull_request" -> pullRequest(name, read(body, EventPayload.class));
            case "issue_comment" -> comment(name, read(body, EventPayload.class));
            case "check_run" -> check(name, read(body, EventPayload.class), EventPayload::checkRun);
            case "check_suite" -> check(name, read(body, EventPayload.class), EventPayload::checkSuite);
            case "merge_group" -> mergeGroup(name, read(body, EventPayload.class));
            case "push" -> push(name, read(body, EventPayload.class));
            case "installation", "installation_repositories" -> installation(read(body, EventPayload.class));
            case "repository" -> repository(name, read(body, EventPayload.class));
            case "ping" ->
                new Event.Ping(Objects.requireNonNullElse(
                        read(body, EventPayload.class).zen(), ""));
            default ->
                new Event.Ignored(
                        name, action(read(body, EventPayload.ActionOnly.class).action()), "an event that is not used");
        };
    }

    private static Event pullRequest(String name, EventPayload payload) {
        var action = PULL_REQUEST_ACTIONS.get(action(payload.action()));
        if (action == null) {
            return ignored(name, payload, "an action that is not used");
        }
        if (payload.installation() == null) {
            return notThroughTheApp(name, payload);
        }
        var pull = need(payload.pullRequest(), "pull_request");
        var head = need(pull.head(), "pull_request.head");
        return new Event.PullRequestChanged(
                action,
                repository(payload),
                number(pull.number(), "pull_request.number"),
                commit(head.sha(), "pull_request.head.sha"),
                sender(payload.sender(), "sender"));
    }

    private static Event comment(String name, EventPayload payload) {
        if (!action(payload.action()).equals("created")) {
            return ignored(name, payload, "only new comments count");
        }
        var issue = need(payload.issue(), "issue");
        if (issue.pullRequest() == null) {
            return ignored(name, payload, "a comment on an issue");
        }
        if (payload.installation() == null) {
            return notThroughTheApp(name, payload);
        }
        var comment = need(payload.comment(), "comment");
        return new Event.CommentCreated(
                repository(payload),
                number(issue.number(), "issue.number"),
                need(comment.id(), "comment.id"),
                sender(comment.user(), "comment.user"),
                Objects.requireNonNullElse(comment.body(), ""),
                instant(comment.createdAt(), "comment.created_at"));
    }

    private static Event check(String name, EventPayload payload, Function<EventPayload, @Nullable Check> part) {
        if (!action(payload.action()).equals("rerequested")) {
            return ignored(name, payload, "only a request to run again counts");
        }
        if (payload.installation() == null) {
            return notThroughTheApp(name, payload);
        }
        var check = need(part.apply(payload), name);
        return new Event.CheckRerequested(
                repository(payload),
                commit(check.headSha(), name + ".head_sha"),
                need(need(check.app(), name + ".app").id(), name + ".app.id"),
                check.name(),
                Objects.requireNonNullElse(check.pullRequests(), List.<EventPayload.PullRequestNamed>of()).stream()
                        .map(pull -> number(pull.number(), name + ".pull_requests.number"))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static Event push(String name, EventPayload payload) {
        var ref = need(payload.ref(), "ref");
        if (!ref.startsWith(BRANCHES)) {
            return ignored(name, payload, "no branch");
        }
        if (payload.installation() == null) {
            return notThroughTheApp(name, payload);
        }
        var gone = Boolean.TRUE.equals(payload.deleted());
        return new Event.PushedToBranch(
                repository(payload),
                ref.substring(BRANCHES.length()),
                gone ? Optional.empty() : Optional.of(commit(payload.after(), "after")));
    }

    private static Event mergeGroup(String name, EventPayload payload) {
        if (!action(payload.action()).equals("checks_requested")) {
            return ignored(name, payload, "only a request for checks counts");
        }
        if (payload.installation() == null) {
            return notThroughTheApp(name, payload);
        }
        var group = need(payload.mergeGroup(), "merge_group");
        var ref = need(group.headRef(), "merge_group.head_ref");
        return new Event.MergeGroupFormed(
                repository(payload),
                commit(group.headSha(), "merge_group.head_sha"),
                commit(group.baseSha(), "merge_group.base_sha"),
                ref.startsWith(BRANCHES) ? ref.substring(BRANCHES.length()) : ref);
    }

    private static Event installation(EventPayload payload) {
        var id = installationId(payload);
        var action = action(payload.action());
        // The list of all repositories comes with the end of an installation as well as with its beginning.
        var ends = action.equals("deleted") || action.equals("suspend");
        var all = repositories(payload.repositories(), id);
        return new Event.InstallationChanged(
                action,
                id,
                ends ? List.of() : joined(all, repositories(payload.repositoriesAdded(), id)),
                ends ? all : repositories(payload.repositoriesRemoved(), id));
    }

    private static Event repository(String name, EventPayload payload) {
        return payload.installation() == null
                ? notThroughTheApp(name, payload)
                : new Event.RepositoryChanged(action(payload.action()), repository(payload));
    }

    private static Event ignored(String name, EventPayload payload, String why) {
        return new Event.Ignored(name, action(payload.action()), why);
    }

    /** Webhooks can also be set up by hand on a repository. Without the App we could answer none of them. */
    private static Event notThroughTheApp(String name, EventPayload payload) {
        return ignored(name, payload, "not sent through an installation of the App");
    }

    private <T> T read(byte[] body, Class<T> type) {
        try {
            // Null for the document "null", which is JSON, but no delivery.
            return need(json.readValue(body, type), "body");
        } catch (JsonMappingException e) {
            throw new MalformedEvent("the delivery cannot be read at " + path(e) + ": " + told(e));
        } catch (JsonProcessingException e) {
            throw new MalformedEvent("the delivery is not JSON: " + told(e));
        } catch (IOException e) {
            throw new MalformedEvent("the delivery cannot be read: " + Printable.plain(String.valueOf(e.getMessage())));
        }
    }

    /** The place in the document, {@code pull_request.head.sha}; it holds names of ours and numbers only. */
    private static String path(JsonMappingException e) {
        var names = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
        return names.isEmpty() ? "its start" : names;
    }

    private static String told(JsonProcessingException e) {
        var at = e.getLocation();
        var message = Printable.plain(e.getOriginalMessage());
        return at == null ? message : message + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private static Repository repository(EventPayload payload) {
        return repository(need(payload.repository(), "repository"), installationId(payload));
    }

    private static Repository repository(RepositoryNamed named, long installation) {
        var name = need(named.fullName(), "repository.full_name");
        var slash = name.indexOf('/');
        if (slash < 1 || slash != name.lastIndexOf('/') || slash == name.length() - 1) {
            throw new MalformedEvent("repository.full_name is not owner/name: " + Printable.quoted(name));
        }
        return new Repository(
                need(named.id(), "repository.id"), name.substring(0, slash), name.substring(slash + 1), installation);
    }

    private static List<Repository> repositories(@Nullable List<RepositoryNamed> named, long installation) {
        return named == null
                ? List.of()
                : named.stream().map(each -> repository(each, installation)).toList();
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static long installationId(EventPayload payload) {
        return need(need(payload.installation(), "installation").id(), "installation.id");
    }

    private static Sender sender(EventPayload.@Nullable Account account, String where) {
        if (account == null) {
            return new Sender(PullRequest.GHOST, false);
        }
        var login = need(account.login(), where + ".login");
        var bot = "Bot".equals(account.type()) || login.endsWith("[bot]");
        return new Sender(new Person(need(account.id(), where + ".id"), login), bot);
    }

    private static CommitId commit(@Nullable String sha, String where) {
        var hex = need(sha, where);
        if (!CommitId.isFull(hex)) {
            throw new MalformedEvent(where + " is not a full commit hash: " + Printable.quoted(hex));
        }
        return new CommitId(hex);
    }

    private static int number(@Nullable Integer number, String where) {
        int value = need(number, where);
        if (value < 1) {
            throw new MalformedEvent(where + " is not the number of a pull request: " + value);
        }
        return value;
    }

    private static Instant instant(@Nullable String text, String where) {
        var written = need(text, where);
        try {
            return OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException e) {
            throw new MalformedEvent(where + " is not a time: " + Printable.quoted(written));
        }
    }

    private static String action(@Nullable String action) {
        return Objects.requireNonNullElse(action, "");
    }

    private static <T> T need(@Nullable T value, String where) {
        if (value == null) {
            throw new MalformedEvent("the delivery has no " + where);
        }
        return value;
    }
}
