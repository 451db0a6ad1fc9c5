package treewarden.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Remembers which methods of an interface were called. */
final class CallsOfThePort<T> {
    private final Class<T> port;
    private final Set<String> called = new TreeSet<>();

    CallsOfThePort(Class<T> port) {
        this.port = port;
    }

    T listening(T target) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    called.add(method.getName());
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** Those that nobody called. */
    Set<String> missing() {
        return Arrays.stream(port.getMethods())
                .map(Method::getName)
                .filter(name -> !called.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
