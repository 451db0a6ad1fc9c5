package treewarden.forge.github;

import java.io.IOException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCheckRunBuilder;
import org.kohsuke.github.GHRepository;
import treewarden.domain.CommitId;
import treewarden.forge.Annotation;
import treewarden.forge.CheckRun;
import treewarden.forge.CheckRunUpdate;
import treewarden.forge.NewCheckRun;

/**
 * Check runs through {@code github-api}. Its builder sends more than one request where there are more than 50
 * annotations, and a failure between them leaves a run that looks finished: {@link CheckRunUpdate} holds no more, so
 * here it is always one.
 */
final class CheckRuns {
    private final GHRepository repository;
    private final long appId;

    CheckRuns(GHRepository repository, long appId) {
        this.repository = repository;
        this.appId = appId;
    }

    Optional<CheckRun> find(CommitId head, String name) throws IOException {
        // Another App may use the same name.
        Map<String, Object> wanted =
                Map.of("check_name", name, "app_id", appId, "filter", "latest", "per_page", Rest.PAGE);
        return repository.getCheckRuns(head.hex(), wanted).toList().stream()
                .filter(run -> run.getApp() != null && run.getApp().getId() == appId && name.equals(run.getName()))
                .max(Comparator.comparingLong(GHCheckRun::getId))
                .map(CheckRuns::checkRun);
    }

    CheckRun create(NewCheckRun run) throws IOException {
        var builder = repository
                .createCheckRun(run.name(), run.head().hex())
                .withExternalID(run.externalId().isEmpty() ? null : run.externalId())
                .withDetailsURL(run.page());
        return checkRun(said(builder, run.content()).create());
    }

    CheckRun update(long id, CheckRunUpdate update) throws IOException {
        return checkRun(said(repository.updateCheckRun(id), update).create());
    }

    private static GHCheckRunBuilder said(GHCheckRunBuilder builder, CheckRunUpdate update) {
        var output = new GHCheckRunBuilder.Output(update.title(), update.summary());
        update.annotations().forEach(annotation -> output.add(note(annotation)));
        builder.add(output);
        // The time of completion is left to GitHub, and so is the status "completed" that goes with a conclusion.
        return update.conclusion() == null
                ? builder.withStatus(GHCheckRun.Status.IN_PROGRESS)
                : builder.withStatus(GHCheckRun.Status.COMPLETED)
                        .withConclusion(GHCheckRun.Conclusion.valueOf(
                                update.conclusion().name()));
    }

    private static GHCheckRunBuilder.Annotation note(Annotation annotation) {
        var level = switch (annotation.severity()) {
            case ERROR -> GHCheckRun.AnnotationLevel.FAILURE;
            case WARNING -> GHCheckRun.AnnotationLevel.WARNING;
        };
        var at = annotation.at();
        return new GHCheckRunBuilder.Annotation(annotation.path(), at.line(), level, annotation.message())
                .withStartColumn(at.column())
                .withEndColumn(at.column())
                .withTitle(annotation.title());
    }

    private static CheckRun checkRun(GHCheckRun run) {
        var completed = run.getStatus() == GHCheckRun.Status.COMPLETED;
        var output = run.getOutput();
        return new CheckRun(
                run.getId(),
                Rest.commit(run.getHeadSha(), "head_sha"),
                Rest.need(run.getName(), "name"),
                completed,
                completed ? run.getConclusion().name().toLowerCase(Locale.ROOT) : null,
                output == null ? null : output.getTitle(),
                output == null ? 0 : output.getAnnotationsCount(),
                Objects.requireNonNullElse(run.getExternalId(), ""));
    }
}
