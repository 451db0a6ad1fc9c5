package treewarden.forge.github;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import treewarden.domain.Person;
import treewarden.forge.ForgeException;

/** Who is assigned to the pull requests of a repository. To GitHub they are issues in this. */
final class Assignments {
    private final GitHubRepository repository;

    Assignments(GitHubRepository repository) {
        this.repository = repository;
    }

    /** GitHub passes over those that cannot be assigned without a word, so it has to be asked before. */
    boolean isPossible(int number, Person person) {
        return repository.rest().isThere(address(number, "assignees", person.login()));
    }

    List<Person> of(int number) {
        var issue = repository.rest().get(address(number), Answers.Assigned.class);
        return Objects.requireNonNullElse(issue.assignees(), List.<Answers.Account>of()).stream()
                .map(Answers.Account::person)
                .toList();
    }

    void add(int number, Person person) {
        repository.rest().post(address(number, "assignees"), named(person), Answers.Assigned.class);
    }

    void remove(int number, Person person) {
        repository.rest().delete(address(number, "assignees"), named(person));
    }

    private static Map<String, List<String>> named(Person person) {
        return Map.of("assignees", List.of(person.login()));
    }

    private HttpUrl address(int number, String... below) {
        var builder = repository.address("issues", Integer.toString(number)).newBuilder();
        for (var segment : below) {
            builder.addPathSegment(segment);
        }
        return builder.build();
    }

    /** The answer, or nothing where what was asked about is not there. */
    static <T> Optional<T> unlessMissing(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (ForgeException.Missing e) {
            return Optional.empty();
        }
    }
}
