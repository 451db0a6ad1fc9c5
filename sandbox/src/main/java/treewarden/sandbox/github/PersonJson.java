package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import treewarden.sandbox.http.Json;

/** Accounts in GitHub's form. */
final class PersonJson {

    private PersonJson() {}

    static ObjectNode simple(Urls urls, Person person) {
        var login = Urls.segment(person.login());
        var api = urls.api("/users/" + login);
        return Json.object()
                .put("login", person.login())
                .put("id", person.id())
                .put("node_id", Text.node(person.kind().word(), person.id()))
                .put("avatar_url", urls.page("/people/" + login))
                .put("gravatar_id", "")
                .put("url", api)
                .put("html_url", urls.page("/people/" + login))
                .put("followers_url", api + "/followers")
                .put("following_url", api + "/following{/other_user}")
                .put("gists_url", api + "/gists{/gist_id}")
                .put("starred_url", api + "/starred{/owner}{/repo}")
                .put("subscriptions_url", api + "/subscriptions")
                .put("organizations_url", api + "/orgs")
                .put("repos_url", api + "/repos")
                .put("events_url", api + "/events{/privacy}")
                .put("received_events_url", api + "/received_events")
                .put("type", person.kind().word())
                .put("site_admin", false);
    }

    static ObjectNode full(World world, Person person) {
        var since = Text.time(world.app().createdAt());
        return simple(world.urls(), person)
                .put("name", person.name())
                .putNull("company")
                .put("blog", "")
                .putNull("location")
                .putNull("email")
                .putNull("hireable")
                .putNull("bio")
                .put(
                        "public_repos",
                        world.repositories().stream()
                                .filter(repository -> repository.owner().equals(person))
                                .count())
                .put("public_gists", 0)
                .put("followers", 0)
                .put("following", 0)
                .put("created_at", since)
                .put("updated_at", since);
    }
}
