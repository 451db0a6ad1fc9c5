package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import treewarden.sandbox.http.Json;

/** The app, its installations, tokens and deliveries in GitHub's form. */
final class AppJson {

    private AppJson() {}

    static ObjectNode app(World world) {
        var app = world.app();
        var page = world.urls().page("/apps/" + app.slug());
        var json = Json.object()
                .put("id", app.id())
                .put("slug", app.slug())
                .put("node_id", Text.node("Integration", app.id()))
                .put("name", app.slug())
                .put("description", "The app under test, as this stand-in knows it")
                .put("external_url", page)
                .put("html_url", page)
                .put("created_at", Text.time(app.createdAt()))
                .put("updated_at", Text.time(app.createdAt()));
        json.set("owner", PersonJson.simple(world.urls(), app.owner()));
        json.set("permissions", permissions(app));
        json.set("events", Json.strings(app.needs().events()));
        return json;
    }

    private static ObjectNode permissions(App app) {
        var json = Json.object();
        app.needs().permissions().forEach(json::put);
        return json;
    }

    /** With the secrets, which are told once. */
    static ObjectNode created(World world, AppManifests.Made made) {
        return app(world)
                .put("client_id", world.app().clientId())
                .put("client_secret", made.clientSecret())
                .put("webhook_secret", made.webhookSecret())
                .put("pem", made.pem());
    }

    /** Where deliveries go; the secret is never told. */
    static ObjectNode hook(World world) {
        return Json.object()
                .put("content_type", "json")
                .put("insecure_ssl", "0")
                .put("secret", "********")
                .put("url", world.app().needs().hookUrl());
    }

    static ObjectNode installation(World world, App.Installation installation) {
        var app = world.app();
        var urls = world.urls();
        var json = Json.object()
                .put("id", installation.id())
                .put("repository_selection", "all")
                .put("access_tokens_url", urls.api("/app/installations/" + installation.id() + "/access_tokens"))
                .put("repositories_url", urls.api("/installation/repositories"))
                .put("html_url", urls.page("/settings/installations/" + installation.id()))
                .put("app_id", app.id())
                .put("app_slug", app.slug())
                .put("target_id", installation.account().id())
                .put("target_type", installation.account().kind().word())
                .put("created_at", Text.time(installation.createdAt()))
                .put("updated_at", Text.time(installation.createdAt()))
                .putNull("single_file_name");
        var suspendedAt = app.suspendedAt(installation);
        json.put("suspended_at", suspendedAt.map(Text::time).orElse(null));
        json.set(
                "suspended_by",
                suspendedAt
                        .map(at -> PersonJson.simple(urls, installation.account()))
                        .orElse(null));
        json.set("account", PersonJson.simple(urls, installation.account()));
        json.set("permissions", permissions(app));
        json.set("events", Json.strings(app.needs().events()));
        return json;
    }

    static ObjectNode token(App app, Map.Entry<String, App.Grant> given) {
        var json = Json.object()
                .put("token", given.getKey())
                .put("expires_at", Text.time(given.getValue().expiresAt()))
                .put("repository_selection", "all");
        json.set("permissions", permissions(app));
        return json;
    }

    static ObjectNode delivery(Delivery delivery) {
        return Json.object()
                .put("id", delivery.id())
                .put("guid", delivery.guid())
                .put("delivered_at", delivery.deliveredAt().toString())
                .put("redelivery", delivery.kind() == Delivery.Kind.AGAIN)
                .put("duration", delivery.seconds())
                .put("status", delivery.status())
                .put("status_code", delivery.statusCode())
                .put("event", delivery.event())
                .put("action", delivery.action().orElse(null))
                .put("installation_id", delivery.installationId().orElse(null))
                .put("repository_id", delivery.repositoryId().orElse(null))
                .putNull("throttled_at");
    }

    /** With what was sent and what came back. */
    static ObjectNode deliveryInFull(Delivery delivery) {
        var json = delivery(delivery).put("url", "");
        var request = json.putObject("request");
        var headers = request.putObject("headers");
        delivery.headers().forEach(headers::put);
        request.set("payload", Json.parse(delivery.bytes()).orElseGet(Json::object));
        var response = json.putObject("response");
        response.putObject("headers");
        response.put("payload", delivery.responseBody());
        return json;
    }
}
