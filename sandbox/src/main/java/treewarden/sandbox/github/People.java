package treewarden.sandbox.github;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The accounts, and who is in which team. Logins differ regardless of case. */
final class People {

    /** A member's place in a team: {@code member} or {@code maintainer}. */
    private record Team(String organization, String slug) {}

    private final World world;
    private final Map<String, Person> byLogin = new LinkedHashMap<>();
    private final Map<Team, Map<Long, String>> teams = new LinkedHashMap<>();

    private final Set<Long> suspended = new HashSet<>();

    People(World world) {
        this.world = world;
    }

    static String key(String login) {
        return login.toLowerCase(Locale.ROOT);
    }

    /** The account with this login, made when there is none. */
    Person account(String login, Person.Kind kind) {
        return byLogin.computeIfAbsent(key(login), key -> new Person(world.nextId(), login, kind, login));
    }

    Person organization(String login) {
        return account(login, Person.Kind.ORGANIZATION);
    }

    Optional<Person> find(String login) {
        return Optional.ofNullable(byLogin.get(key(login)));
    }

    List<Person> users() {
        return byLogin.values().stream()
                .filter(person -> person.kind() == Person.Kind.USER)
                .toList();
    }

    void suspend(Person person) {
        suspended.add(person.id());
    }

    boolean isSuspended(Person person) {
        return suspended.contains(person.id());
    }

    void join(String organization, String slug, Person person, String role) {
        teams.computeIfAbsent(new Team(key(organization), key(slug)), team -> new LinkedHashMap<>())
                .put(person.id(), role);
    }

    Optional<String> roleIn(String organization, String slug, Person person) {
        return Optional.ofNullable(teams.get(new Team(key(organization), key(slug))))
                .flatMap(members -> Optional.ofNullable(members.get(person.id())));
    }

    boolean isMember(String organization, Person person) {
        return teams.entrySet().stream()
                .anyMatch(team -> team.getKey().organization().equals(key(organization))
                        && team.getValue().containsKey(person.id()));
    }
}
