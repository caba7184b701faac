package io.holdfast.eventbrite;

import io.holdfast.http.Json;
import io.holdfast.http.Response;
import io.holdfast.http.Texts;
import io.holdfast.model.Account;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Who a token is. Only the id identifies; the name is for people, and may be missing. */
final class UserReader {
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String firstName;
    private @Nullable String lastName;
    private @Nullable String email;

    private UserReader() {}

    static Account read(Response answer) {
        UserReader user = new UserReader();
        answer.readObject(json -> member -> user.member(json, member));
        if (user.id == null) {
            throw answer.malformed("it is no user with an id");
        }
        return new Account(user.id, user.label(user.id));
    }

    private String label(String last) {
        return Texts.name(name, firstName, lastName).orElse(email == null ? last : email);
    }

    private void member(Json json, String member) throws IOException {
        switch (member) {
            case "id" -> id = json.filled();
            case "name" -> name = json.filled();
            case "first_name" -> firstName = json.filled();
            case "last_name" -> lastName = json.filled();
            case "emails" -> json.array(() -> json.object(part -> email(json, part)));
            default -> json.skip();
        }
    }

    private void email(Json json, String member) throws IOException {
        if (member.equals("email") && email == null) {
            email = json.filled();
        } else {
            json.skip();
        }
    }
}
