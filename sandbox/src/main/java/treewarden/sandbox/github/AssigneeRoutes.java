package treewarden.sandbox.github;

import java.util.function.Consumer;
import treewarden.sandbox.http.Answer;

/** Who looks after a pull request. As GitHub does, it passes over those without a word who cannot be assigned. */
final class AssigneeRoutes {

    void addTo(Rest rest) {
        rest.repository()
                .get("/issues/{number}/assignees/{login}", this::isPossible)
                .post("/issues/{number}/assignees", this::assign)
                .delete("/issues/{number}/assignees", this::unassign);
    }

    private Answer isPossible(Call call) {
        var pull = call.pull();
        return call.world()
                .people()
                .find(call.path("login"))
                .filter(person -> mayBeAssigned(pull, person))
                .map(person -> Answer.empty(204))
                .orElseThrow(GitHubError::notFound);
    }

    private Answer assign(Call call) {
        var pull = call.pull();
        named(call, person -> {
            if (mayBeAssigned(pull, person)) {
                pull.marks().assign(person);
            }
        });
        return Answer.json(201, IssueJson.issue(pull));
    }

    private Answer unassign(Call call) {
        var pull = call.pull();
        named(call, pull.marks()::unassign);
        return Answer.json(200, IssueJson.issue(pull));
    }

    private static void named(Call call, Consumer<Person> each) {
        call.writer(Permission.TRIAGE);
        call.body()
                .path("assignees")
                .forEach(login -> call.world().people().find(login.asText()).ifPresent(each));
    }

    /** Those who belong to the repository, who opened it, and who took part in the conversation. */
    private static boolean mayBeAssigned(PullRequest pull, Person person) {
        return person.kind() == Person.Kind.USER
                && (pull.author().equals(person)
                        || !pull.repository().association(person, "NONE").matches("NONE|CONTRIBUTOR")
                        || pull.comments().stream()
                                .anyMatch(comment -> comment.author().equals(person)));
    }
}
