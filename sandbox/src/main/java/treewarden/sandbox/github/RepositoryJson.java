package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import treewarden.sandbox.http.Json;

/** Repositories in GitHub's form. */
final class RepositoryJson {

    private static final List<String> PLAIN_URLS = List.of(
            "contributors",
            "deployments",
            "downloads",
            "events",
            "forks",
            "hooks",
            "languages",
            "merges",
            "stargazers",
            "subscribers",
            "subscription",
            "tags",
            "teams");

    private static final List<String> TEMPLATE_URLS = List.of(
            "archive=/{archive_format}{/ref}",
            "assignees=/assignees{/user}",
            "blobs=/git/blobs{/sha}",
            "branches=/branches{/branch}",
            "collaborators=/collaborators{/collaborator}",
            "comments=/comments{/number}",
            "commits=/commits{/sha}",
            "compare=/compare/{base}...{head}",
            "contents=/contents/{+path}",
            "git_commits=/git/commits{/sha}",
            "git_refs=/git/refs{/sha}",
            "git_tags=/git/tags{/sha}",
            "issue_comment=/issues/comments{/number}",
            "issue_events=/issues/events{/number}",
            "issues=/issues{/number}",
            "keys=/keys{/key_id}",
            "labels=/labels{/name}",
            "milestones=/milestones{/number}",
            "notifications=/notifications{?since,all,participating}",
            "pulls=/pulls{/number}",
            "releases=/releases{/id}",
            "statuses=/statuses/{sha}",
            "trees=/git/trees{/sha}");

    private RepositoryJson() {}

    /** Where a repository is mentioned by another resource. */
    static ObjectNode plain(Repository repository) {
        var world = repository.world();
        var urls = world.urls();
        long open =
                repository.pulls().values().stream().filter(PullRequest::isOpen).count();
        var created = Text.time(repository.createdAt());
        var json = named(repository)
                .put("html_url", repository.page())
                .put("fork", repository.parent().isPresent())
                .put("url", urls.api(repository, ""));
        json.set("owner", PersonJson.simple(urls, repository.owner()));
        json.putNull("description").putNull("mirror_url").putNull("homepage").putNull("language");
        PLAIN_URLS.forEach(name -> json.put(name + "_url", urls.api(repository, "/" + name)));
        for (var template : TEMPLATE_URLS) {
            int equals = template.indexOf('=');
            json.put(template.substring(0, equals) + "_url", urls.api(repository, template.substring(equals + 1)));
        }
        json.put("git_url", "git://" + host(urls) + "/" + repository.fullName() + ".git")
                .put("ssh_url", "git@" + host(urls) + ":" + repository.fullName() + ".git")
                .put("clone_url", repository.page() + ".git")
                .put("svn_url", repository.page());
        for (var none : List.of("forks", "forks_count", "stargazers_count", "watchers", "watchers_count", "size")) {
            json.put(none, 0);
        }
        return json.put("default_branch", repository.defaultBranch())
                .put("open_issues", open)
                .put("open_issues_count", open)
                .put("is_template", false)
                .put("has_issues", true)
                .put("has_projects", false)
                .put("has_wiki", false)
                .put("has_pages", false)
                .put("has_downloads", false)
                .put("has_discussions", false)
                .put("archived", repository.isArchived())
                .put("disabled", false)
                .put("visibility", "public")
                .put("allow_forking", true)
                .put("web_commit_signoff_required", false)
                .put("pushed_at", created)
                .put("created_at", created)
                .put("updated_at", created)
                .<ObjectNode>set("license", null)
                .<ObjectNode>set("topics", Json.array());
    }

    /** The repository as its own resource. */
    static ObjectNode full(Repository repository) {
        var json = plain(repository)
                .put("subscribers_count", 0)
                .put("network_count", 0)
                .put("allow_merge_commit", true)
                .put("allow_squash_merge", true)
                .put("allow_rebase_merge", false)
                .put("allow_auto_merge", false)
                .put("delete_branch_on_merge", false);
        repository.parent().ifPresent(parent -> {
            json.set("parent", plain(parent));
            json.set("source", plain(repository.root()));
        });
        return json;
    }

    /** The few fields of installation events. */
    static ObjectNode named(Repository repository) {
        return Json.object()
                .put("id", repository.id())
                .put("node_id", Text.node("Repository", repository.id()))
                .put("name", repository.name())
                .put("full_name", repository.fullName())
                .put("private", false);
    }

    private static String host(Urls urls) {
        return urls.api("").replaceFirst("^https?://", "");
    }
}
