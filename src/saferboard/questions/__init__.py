"""Questions of councillors and of the public: asked without an account, answered in public."""
