admin-denied = Sorry, this command is for administrators only.
