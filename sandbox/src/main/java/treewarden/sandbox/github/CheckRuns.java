package treewarden.sandbox.github;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The check runs of a repository. Runs of one head commit form one suite. */
final class CheckRuns {

    private static final Set<String> STATUSES = Set.of("queued", "in_progress", "completed");
    private static final Set<String> CONCLUSIONS =
            Set.of("success", "failure", "neutral", "cancelled", "skipped", "timed_out", "action_required", "stale");

    private final World world;
    private final Map<Long, CheckRun> byId = new LinkedHashMap<>();
    private final Map<String, Long> suites = new LinkedHashMap<>();

    CheckRuns(World world) {
        this.world = world;
    }

    Optional<CheckRun> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<CheckRun> of(String headSha) {
        return byId.values().stream()
                .filter(run -> run.headSha().equals(headSha))
                .toList();
    }

    /** The newest of each name, which is what GitHub lists unless it is asked for all. */
    static List<CheckRun> latest(List<CheckRun> runs) {
        var byName = new LinkedHashMap<String, CheckRun>();
        runs.forEach(run -> byName.put(run.name(), run));
        return new ArrayList<>(byName.values());
    }

    CheckRun create(String headSha, CheckRunRequest request) {
        var state = state(request, "queued", Optional.empty());
        long suite = suites.computeIfAbsent(headSha, sha -> world.nextId());
        return put(new CheckRun(
                world.nextId(),
                suite,
                request.name()
                        .orElseThrow(() -> GitHubError.unprocessable("Invalid request.\n\n\"name\" wasn't supplied.")),
                headSha,
                state.status(),
                state.conclusion(),
                request.externalId(),
                request.detailsUrl(),
                request.startedAt().orElseGet(world::now),
                state.conclusion().map(done -> request.completedAt().orElseGet(world::now)),
                request.output()));
    }

    CheckRun update(CheckRun run, CheckRunRequest request) {
        var state = state(request, run.status(), run.conclusion());
        return put(new CheckRun(
                run.id(),
                run.suiteId(),
                request.name().orElse(run.name()),
                run.headSha(),
                state.status(),
                state.conclusion(),
                request.externalId().or(run::externalId),
                request.detailsUrl().or(run::detailsUrl),
                request.startedAt().orElse(run.startedAt()),
                state.conclusion()
                        .map(done -> request.completedAt().or(run::completedAt).orElseGet(world::now)),
                run.output().followedBy(request.output())));
    }

    private CheckRun put(CheckRun run) {
        byId.put(run.id(), run);
        return run;
    }

    private record State(String status, Optional<String> conclusion) {}

    /** A conclusion completes a run; a completed run needs a conclusion; another status takes the conclusion away. */
    private static State state(CheckRunRequest request, String status, Optional<String> conclusion) {
        request.status().filter(word -> !STATUSES.contains(word)).ifPresent(word -> {
            throw GitHubError.unprocessable("Invalid request.\n\n" + word
                    + " is not a member of [\"queued\", \"in_progress\", \"completed\"].");
        });
        request.conclusion().filter(word -> !CONCLUSIONS.contains(word)).ifPresent(word -> {
            throw GitHubError.unprocessable("Invalid request.\n\n" + word + " is not a possible conclusion.");
        });
        if (request.conclusion().isPresent()) {
            return new State("completed", request.conclusion());
        }
        if (request.status().isEmpty()) {
            return new State(status, conclusion);
        }
        if (request.status().get().equals("completed")) {
            throw GitHubError.unprocessable("Invalid request.\n\n\"conclusion\" wasn't supplied."
                    + "\ncompleted is not a member of [\"queued\", \"in_progress\"].");
        }
        return new State(request.status().get(), Optional.empty());
    }
}
