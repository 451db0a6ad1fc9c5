package treewarden.sandbox.github;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.html.Html;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Replies;

/** The pages for people. Anyone may act as anyone: it is a stage, not a host. */
final class PageRoutes {

    private static final String REPOSITORY = "/ui/{owner}/{repo}";

    private final World world;
    private final Replies replies;
    private final byte[] stylesheet;

    PageRoutes(World world, Replies replies) {
        this.world = world;
        this.replies = replies;
        try (var file = PageRoutes.class.getResourceAsStream("style.css")) {
            if (file == null) {
                throw new IllegalStateException("style.css is missing from the jar");
            }
            this.stylesheet = file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void addTo(RoutesConfig routes) {
        routes.get("/ui/style.css", handler(ctx -> Answer.bytes(200, "text/css; charset=utf-8", stylesheet)));
        routes.get("/ui", handler(ctx -> ListPage.of(world.repositories(), "Pull requests", pull -> true)));
        routes.get("/ui/people/{login}", handler(this::ofPerson));
        routes.get(REPOSITORY, handler(this::ofRepository));
        routes.get(REPOSITORY + "/new", handler(this::openForm));
        routes.post(REPOSITORY + "/new", handler(this::open));
        routes.get(
                REPOSITORY + "/pull/{number}",
                handler(ctx -> PullPage.of(pull(ctx), world.people().users())));
        routes.post(REPOSITORY + "/pull/{number}/{action}", handler(this::act));
        routes.get(REPOSITORY + "/runs/{id}", handler(this::checkRun));
        routes.get(REPOSITORY + "/commit/{sha}", handler(this::commit));
        routes.get(REPOSITORY + "/releases", handler(ctx -> ReleasesPage.of(repository(ctx))));
        routes.get(
                REPOSITORY + "/blob/{sha}/<path>",
                handler(ctx -> BlobPage.of(repository(ctx), ctx.pathParam("sha"), ctx.pathParam("path"))));
        routes.get(REPOSITORY + "/raw/{sha}/<path>", handler(this::raw));
        routes.get("/ui/<anything>", handler(ctx -> {
            throw GitHubError.of(404, "There is no such page here");
        }));
    }

    private Handler handler(Function<Context, Answer> work) {
        return ctx -> replies.reply(ctx, Optional.empty(), () -> world.locked(() -> answer(ctx, work)));
    }

    private static Answer answer(Context ctx, Function<Context, Answer> work) {
        try {
            if (ctx.method().name().equals("POST")) {
                mustComeFromHere(ctx);
            }
            return work.apply(ctx);
        } catch (GitHubError refusal) {
            return PageFrame.refusal(
                    refusal.status(), String.valueOf(refusal.getMessage()), Optional.ofNullable(ctx.formParam("text")));
        }
    }

    /** A page of another site must not be able to act here by a form of its own. */
    private static void mustComeFromHere(Context ctx) {
        var origin = ctx.header("Origin");
        if (origin != null && !origin.equals("http://" + ctx.header("Host"))) {
            throw GitHubError.of(403, "This form was sent by a page of another site");
        }
    }

    private Answer ofPerson(Context ctx) {
        var login = ctx.pathParam("login");
        return ListPage.of(
                world.repositories(),
                "Pull requests of " + login,
                pull -> pull.author().login().equals(login));
    }

    private Answer ofRepository(Context ctx) {
        var repository = repository(ctx);
        return ListPage.of(java.util.List.of(repository.root()), repository.fullName(), pull -> true);
    }

    private Repository repository(Context ctx) {
        return world.find(ctx.pathParam("owner"), ctx.pathParam("repo"))
                .orElseThrow(() -> GitHubError.of(404, "There is no such repository here"));
    }

    private PullRequest pull(Context ctx) {
        return repository(ctx)
                .pullRequest((int) number(ctx, "number"))
                .orElseThrow(() -> GitHubError.of(404, "There is no such pull request here"));
    }

    private static long number(Context ctx, String name) {
        try {
            return Long.parseLong(ctx.pathParam(name));
        } catch (NumberFormatException e) {
            throw GitHubError.of(404, "There is no such page here");
        }
    }

    private Person as(Context ctx) {
        return world.people()
                .find(form(ctx, "as"))
                .filter(person -> person.kind() == Person.Kind.USER)
                .orElseThrow(() -> GitHubError.of(422, "Choose a person who does it"));
    }

    private static String form(Context ctx, String name) {
        return Optional.ofNullable(ctx.formParam(name)).orElse("").replace("\r\n", "\n");
    }

    private Answer openForm(Context ctx) {
        return PullForms.open(repository(ctx), world.people().users(), PullForms.Draft.NONE, "");
    }

    private Answer open(Context ctx) {
        var repository = repository(ctx);
        var draft = new PullForms.Draft(form(ctx, "title"), form(ctx, "body"), form(ctx, "path"), form(ctx, "text"));
        var problem = problem(draft.path());
        if (draft.title().isBlank() || problem.isPresent()) {
            return PullForms.open(
                    repository, world.people().users(), draft, problem.orElse("A pull request needs a title."));
        }
        var pull = repository.contribute(
                as(ctx), draft.title(), draft.body(), Map.of(draft.path(), Change.write(draft.text())));
        return Answer.seeOther(PageFrame.address(pull));
    }

    private static Optional<String> problem(String path) {
        boolean possible = !path.isBlank() && !path.startsWith("/") && !path.endsWith("/") && !path.contains("//");
        return possible ? Optional.empty() : Optional.of("Give the path of a file within the repository.");
    }

    private Answer act(Context ctx) {
        var pull = pull(ctx);
        var person = as(ctx);
        switch (ctx.pathParam("action")) {
            case "comment" -> pull.comment(person, form(ctx, "text"));
            case "push" -> push(ctx, pull, person);
            case "merge" -> pull.merge(person);
            case "close" -> pull.close(person);
            case "reopen" -> pull.reopen(person);
            default -> throw GitHubError.of(404, "There is no such page here");
        }
        return Answer.seeOther(PageFrame.address(pull));
    }

    private static void push(Context ctx, PullRequest pull, Person person) {
        var path = form(ctx, "path");
        problem(path).ifPresent(problem -> {
            throw GitHubError.of(422, problem);
        });
        var text = form(ctx, "text");
        var change = text.isEmpty() ? Change.delete() : Change.write(text);
        var message = form(ctx, "message");
        pull.push(person, Map.of(path, change), message.isBlank() ? "Change " + path : message);
    }

    private Answer checkRun(Context ctx) {
        var repository = repository(ctx);
        var run = repository
                .checks()
                .find(number(ctx, "id"))
                .orElseThrow(() -> GitHubError.of(404, "There is no such check run here"));
        return CheckRunPage.of(repository, run);
    }

    private Answer commit(Context ctx) {
        var repository = repository(ctx);
        var commit = repository
                .commit(ctx.pathParam("sha"))
                .orElseThrow(() -> GitHubError.of(404, "There is no such commit here"));
        var files = repository.branches().changes(OpenPullRequest.baseOf(repository, commit.sha()), commit.sha());
        return PageFrame.page(
                200,
                commit.subject(),
                Html.tag("h1", commit.subject()),
                Html.tag("pre", commit.rest()),
                PullPage.files(repository, commit.sha(), files));
    }

    /** A file as plain text, whatever it is: a browser must not run what a contributor wrote. */
    private Answer raw(Context ctx) {
        var bytes = repository(ctx)
                .file(ctx.pathParam("sha"), ctx.pathParam("path"))
                .orElseThrow(() -> GitHubError.of(404, "There is no such file here"));
        return PageFrame.guarded(Answer.bytes(200, "text/plain; charset=utf-8", bytes));
    }
}
