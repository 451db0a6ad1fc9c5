package treewarden.sandbox.github;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Json;

/** The app itself: installations, tokens, deliveries. */
final class AppRoutes {

    private static final int DELIVERIES_A_PAGE = 30;

    private final World world;
    private final Webhooks webhooks;
    private final AppManifests manifests;

    AppRoutes(World world, Webhooks webhooks, AppManifests manifests) {
        this.manifests = manifests;
        this.world = world;
        this.webhooks = webhooks;
    }

    void addTo(Rest rest) {
        rest.get("/app", this::app);
        rest.post("/app-manifests/{code}/conversions", this::convert);
        rest.get("/app/hook/config", this::hook);
        rest.get("/app/installations", this::installations);
        rest.get("/app/installations/{id}", this::installation);
        rest.post("/app/installations/{id}/access_tokens", this::giveToken);
        rest.get("/app/hook/deliveries", this::deliveries);
        rest.get("/app/hook/deliveries/{id}", this::delivery);
        rest.post("/app/hook/deliveries/{id}/attempts", this::deliverAgain);
        rest.get("/installation/repositories", this::repositories);
        rest.delete("/installation/token", this::revoke);
        rest.repository().get("/installation", this::installationOfRepository);
    }

    private Answer app(Call call) {
        call.mustBeApp();
        return Answer.json(200, AppJson.app(world));
    }

    private Answer hook(Call call) {
        call.mustBeApp();
        return Answer.json(200, AppJson.hook(world));
    }

    /** Whoever has the code gets the app, once. */
    private Answer convert(Call call) {
        var made = manifests.convert(call.path("code")).orElseThrow(GitHubError::notFound);
        world.app().become(made);
        if (!made.needs().hookUrl().isEmpty()) {
            webhooks.target(made.needs().hookUrl(), made.webhookSecret());
        }
        return Answer.json(201, AppJson.created(world, made));
    }

    private Answer installations(Call call) {
        call.mustBeApp();
        return Paginate.list(
                call, "/app/installations", world.app().installations(), one -> AppJson.installation(world, one));
    }

    private Answer installation(Call call) {
        call.mustBeApp();
        return Answer.json(200, AppJson.installation(world, find(call)));
    }

    private App.Installation find(Call call) {
        return world.app().installation(call.id("id")).orElseThrow(GitHubError::notFound);
    }

    private Answer installationOfRepository(Call call) {
        call.mustBeApp();
        var installation = world.app().installationOf(call.repository()).orElseThrow(GitHubError::notFound);
        return Answer.json(200, AppJson.installation(world, installation));
    }

    private Answer giveToken(Call call) {
        call.mustBeApp();
        var installation = find(call);
        world.app().mustNotBeSuspended(installation);
        return Answer.json(201, AppJson.token(world.app(), world.app().giveToken(installation)));
    }

    private Answer revoke(Call call) {
        world.app().revokeTokensOf(call.installation());
        return Answer.empty(204);
    }

    private Answer repositories(Call call) {
        var repositories = world.app().repositoriesOf(call.installation());
        return Paginate.counted(call, "/installation/repositories", "repositories", repositories, RepositoryJson::full);
    }

    /** Newest first; the cursor is the id after which a page begins. */
    private Answer deliveries(Call call) {
        call.mustBeApp();
        long before = call.query("cursor").map(Long::parseLong).orElse(Long.MAX_VALUE);
        int size = call.query("per_page").map(Integer::parseInt).orElse(DELIVERIES_A_PAGE);
        var status = call.query("status");
        List<Delivery> older = new ArrayList<>(webhooks.log().stream()
                .filter(one -> one.id() < before)
                .filter(one ->
                        status.isEmpty() || one.succeeded() == status.get().equals("success"))
                .sorted(Comparator.comparing(Delivery::id).reversed())
                .toList());
        var page = older.subList(0, Math.min(size, older.size()));
        var answer = Answer.json(200, Json.array(page, AppJson::delivery));
        if (page.size() == older.size()) {
            return answer;
        }
        var next = world.urls().api("/app/hook/deliveries") + "?per_page=" + size + "&cursor="
                + page.get(page.size() - 1).id()
                + status.map(word -> "&status=" + word).orElse("");
        return answer.header("Link", "<" + next + ">; rel=\"next\"");
    }

    private Answer delivery(Call call) {
        call.mustBeApp();
        return Answer.json(200, AppJson.deliveryInFull(findDelivery(call)));
    }

    private Answer deliverAgain(Call call) {
        call.mustBeApp();
        long id = call.id("id");
        webhooks.again(webhooks.log().stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() -> GitHubError.unprocessable("No such delivery")));
        return Answer.json(202, Json.object());
    }

    private Delivery findDelivery(Call call) {
        long id = call.id("id");
        return webhooks.log().stream().filter(one -> one.id() == id).findFirst().orElseThrow(GitHubError::notFound);
    }
}
