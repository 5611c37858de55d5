print("haplan")
